package io.parley.laws.broken.misc;

/** Lives in a package that no law knows. */
public final class Anything {}
