/// One vector for one sentence, from a pretrained encoder: [WordPieceTokenizer] → ONNX Runtime → [SentenceVectors].
@NullMarked
package dev.attune.text.encoder;

import org.jspecify.annotations.NullMarked;
