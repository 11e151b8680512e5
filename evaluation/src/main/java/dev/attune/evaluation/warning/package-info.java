/// How often early warning is wrong, and how late it is right, on made-up readings whose truth is known.
@NullMarked
package dev.attune.evaluation.warning;

import org.jspecify.annotations.NullMarked;
