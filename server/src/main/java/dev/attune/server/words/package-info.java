/// Words that people write: `POST /v1/text`, and the reader that live sessions share. Nothing is stored.
@NullMarked
package dev.attune.server.words;

import org.jspecify.annotations.NullMarked;
