package dev.attune.text.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Terms of all languages in one tree of tokens, so that one walk over a text finds everything in it.
final class Terms {
    private static final int LONGEST_GAP = 3; // words that `..` may stand for
    private static final String GAP = "..";

    private final Node root = new Node();

    private static final class Node {
        private final Map<String, Node> words = new HashMap<>();
        private final Map<String, Node> beginnings = new HashMap<>();
        private @Nullable Node anyWord;
        private @Nullable Node afterGap;
        private final List<Meaning> meanings = new ArrayList<>();
    }

    /// @param term as in the file: words, `word*`, `..`
    void add(String term, Meaning meaning) {
        var node = root;
        for (var part : term.strip().split("\\s+")) {
            if (part.equals(GAP)) {
                if (node.afterGap == null) node.afterGap = new Node();
                node = node.afterGap;
            } else if (part.equals("*")) {
                if (node.anyWord == null) node.anyWord = new Node();
                node = node.anyWord;
            } else if (part.endsWith("*")) {
                node = node.beginnings.computeIfAbsent(part.substring(0, part.length() - 1), key -> new Node());
            } else {
                for (var token : Token.of(part)) node = node.words.computeIfAbsent(token.form(), key -> new Node());
            }
        }
        node.meanings.add(meaning);
    }

    /// Tells every term that begins at a token.
    ///
    /// @param found gets the meaning and the index behind the last token
    void at(List<Token> tokens, int index, BiConsumer<Meaning, Integer> found) {
        walk(root, tokens, index, found);
    }

    private static void walk(Node node, List<Token> tokens, int index, BiConsumer<Meaning, Integer> found) {
        for (var meaning : node.meanings) found.accept(meaning, index);
        if (index >= tokens.size()) return;
        if (node.afterGap != null)
            for (int gap = 0; gap <= LONGEST_GAP && index + gap < tokens.size(); gap++)
                walk(node.afterGap, tokens, index + gap, found);
        var form = tokens.get(index).form();
        var exact = node.words.get(form);
        if (exact != null) walk(exact, tokens, index + 1, found);
        if (node.anyWord != null && tokens.get(index).kind() == Token.Kind.WORD)
            walk(node.anyWord, tokens, index + 1, found);
        if (node.beginnings.isEmpty()) return;
        for (int length = 2; length <= form.length(); length++) {
            var beginning = node.beginnings.get(form.substring(0, length));
            if (beginning != null) walk(beginning, tokens, index + 1, found);
        }
    }
}
