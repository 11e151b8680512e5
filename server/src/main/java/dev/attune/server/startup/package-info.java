/// How a start is made fast, and how it can fail, each way with its own message and exit code.
@NullMarked
package dev.attune.server.startup;

import org.jspecify.annotations.NullMarked;
