package org.yuemao.importing;

import java.nio.file.Path;

/** A file that a person has uploaded, kept until it has been imported or given up. */
public record ImportFile(Path path, String name, long size) {}
