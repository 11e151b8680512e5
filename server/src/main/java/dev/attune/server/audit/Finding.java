package dev.attune.server.audit;

import java.time.Instant;

/// Something wrong with a chain, and where.
sealed interface Finding {

    /// The first record it is about.
    long seq();

    /// One line for people.
    String text();

    record Changed(long seq) implements Finding {
        @Override
        public String text() {
            return "record %d was changed: its hash does not fit what it says".formatted(seq);
        }
    }

    record Moved(long seq, long from) implements Finding {
        @Override
        public String text() {
            return "record %d was moved: what stands here was written as record %d".formatted(seq, from);
        }
    }

    record Missing(long seq, long last) implements Finding {
        @Override
        public String text() {
            return seq == last
                    ? "record %d was removed".formatted(seq)
                    : "records %d to %d were removed".formatted(seq, last);
        }
    }

    record OutOfOrder(long seq, long after) implements Finding {
        @Override
        public String text() {
            return "record %d comes after record %d: the order was changed".formatted(seq, after);
        }
    }

    record Truncated(long seq, long anchored, Instant at) implements Finding {
        @Override
        public String text() {
            return "records %d to %d were cut off: on %s the chain reached record %d"
                    .formatted(seq, anchored, at, anchored);
        }
    }

    record Rewritten(long seq, Instant at) implements Finding {
        @Override
        public String text() {
            return "the records up to %d were written anew: the anchor signed on %s has another hash"
                    .formatted(seq, at);
        }
    }

    record ForgedAnchor(long seq) implements Finding {
        @Override
        public String text() {
            return "the anchor of record %d is not signed by this server's key".formatted(seq);
        }
    }

    record MissingAnchor(long seq) implements Finding {
        @Override
        public String text() {
            return "the anchor of record %d was removed from the table".formatted(seq);
        }
    }

    record CutOffFile(long seq) implements Finding {
        @Override
        public String text() {
            return "the file ends after record %d, before its last line".formatted(seq);
        }
    }
}
