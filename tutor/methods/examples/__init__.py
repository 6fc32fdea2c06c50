"""Objects with given properties: how they are built, and how the properties are tested."""
