package dev.attune.decisions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A CEL condition, compiled and taken apart at its top-level `&&`, so that it can say which part decided.
///
/// Immutable and safe to share between threads.
public final class Condition {
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true) // authors write `facts.cartItems > 2` and `valence < 0`
            .maxExpressionCodePointSize(4_000)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final String text;
    private final Vocabulary vocabulary;
    private final List<Conjunct> conjuncts;
    private final List<Literal> literals;
    private final Set<String> inputs;

    private Condition(String text, Vocabulary vocabulary, List<Conjunct> conjuncts, List<Literal> literals) {
        this.text = text;
        this.vocabulary = vocabulary;
        this.conjuncts = List.copyOf(conjuncts);
        this.literals = List.copyOf(literals);
        var all = new LinkedHashSet<String>();
        for (var conjunct : conjuncts) all.addAll(conjunct.inputs);
        this.inputs = Collections.unmodifiableSet(all);
    }

    /// As it was written.
    public String text() {
        return text;
    }

    /// Its top-level conjuncts in canonical CEL, in the order of the text.
    public List<String> clauses() {
        return conjuncts.stream().map(Conjunct::text).toList();
    }

    /// The paths it reads, in the order of the text, for example `au.AU04`.
    public Set<String> inputs() {
        return inputs;
    }

    /// A part that reads the person and speaks for the whole although nothing about them is known, if there is one.
    /// What is known even then, such as a coverage of 0, may not be weighed against facts at all.
    Optional<String> holdingUnread() {
        var nothing = new Inputs(null, null, 0, PageContext.UNKNOWN, Map.of()).variables();
        return literals.stream()
                .filter(literal -> literal.atom.inputs.stream().anyMatch(vocabulary::isAffect))
                .filter(literal -> literal.holds(nothing) || weighsWhatIsKnown(literal.atom, nothing))
                .map(literal -> literal.atom.text)
                .findFirst();
    }

    private boolean weighsWhatIsKnown(Conjunct atom, Map<String, Object> nothing) {
        return atom.inputs.stream().anyMatch(input -> vocabulary.isAffect(input) && value(nothing, input) != null)
                && !atom.inputs.stream().allMatch(vocabulary::isAffect);
    }

    /// Those of [#inputs()] that are read from the person.
    public Set<String> affectInputs() {
        var affect = new LinkedHashSet<String>();
        for (var input : inputs) if (vocabulary.isAffect(input)) affect.add(input);
        return affect;
    }

    /// @param variables by their names; what is not known is absent
    public List<Clause> evaluate(Map<String, Object> variables) {
        return conjuncts.stream().map(conjunct -> conjunct.evaluate(variables)).toList();
    }

    /// @param variables by their names; what is not known is absent
    public boolean holds(Map<String, Object> variables) {
        for (var conjunct : conjuncts) if (!conjunct.isTrue(variables)) return false;
        return true;
    }

    /// The value behind a path such as `au.AU04`, or null when it is not known.
    private static @Nullable Object value(Map<String, Object> variables, String path) {
        int dot = path.indexOf('.');
        if (dot > 0 && variables.get(path.substring(0, dot)) instanceof Map<?, ?> map)
            return map.get(path.substring(dot + 1));
        return variables.get(path);
    }

    private static Conjunct conjunct(CelAbstractSyntaxTree ast, CelExpr expr, Set<String> reads) {
        var part = CelAbstractSyntaxTree.newCheckedAst(expr, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap());
        try {
            return new Conjunct(
                    CelUnparserFactory.newUnparser().unparse(part), List.copyOf(reads), RUNTIME.createProgram(part));
        } catch (CelEvaluationException notPlannable) {
            throw new IllegalStateException("CEL cannot plan a part that it compiled", notPlannable);
        }
    }

    private static void forEachConjunct(CelExpr expr, Consumer<CelExpr> action) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.CALL
                && expr.call().function().equals("_&&_"))
            for (var argument : expr.call().args()) forEachConjunct(argument, action);
        else action.accept(expr);
    }

    /// What the logic of an expression is made of, each with the value by which it speaks for the whole.
    private static void forEachLiteral(CelExpr expr, boolean wanted, BiConsumer<CelExpr, Boolean> action) {
        var function =
                expr.getKind() == CelExpr.ExprKind.Kind.CALL ? expr.call().function() : "";
        switch (function) {
            case "_&&_", "_||_" -> expr.call().args().forEach(argument -> forEachLiteral(argument, wanted, action));
            case "!_" -> forEachLiteral(expr.call().args().getFirst(), !wanted, action);
            case "_?_:_" -> {
                var arguments = expr.call().args();
                forEachLiteral(arguments.get(0), true, action);
                forEachLiteral(arguments.get(0), false, action);
                forEachLiteral(arguments.get(1), wanted, action);
                forEachLiteral(arguments.get(2), wanted, action);
            }
            default -> action.accept(expr, wanted);
        }
    }

    private static Unsound.Fault fault(CelAbstractSyntaxTree ast, CelExpr expr, FaultKind kind, String message) {
        return new Unsound.Fault(ast.getSource().getPositionsMap().getOrDefault(expr.id(), 0), kind, message);
    }

    /// @param line from 1
    /// @param column from 0
    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int passed = 1; passed < line; passed++) start = text.indexOf('\n', start) + 1;
        return Math.min(text.length(), start + Math.max(0, column));
    }

    /// Compiles conditions over one vocabulary.
    public static final class Reader {
        /// How CEL's grammar says that something else should stand here; the tokens that it names mean nothing to
        /// people.
        private static final Pattern UNEXPECTED = Pattern.compile("(?:extraneous|mismatched) input '(.+?)' expecting ");

        private static final String END = "<EOF>"; // as the grammar calls it

        private final Vocabulary vocabulary;
        private final CelCompiler compiler;

        public Reader(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
            this.compiler = compiler(vocabulary);
        }

        /// @throws Unsound with every fault and its place in `text`
        public Condition read(String text) throws Unsound {
            var result = compiler.compile(text);
            if (result.hasError())
                throw new Unsound(result.getErrors().stream()
                        .map(issue -> new Unsound.Fault(
                                offset(
                                        text,
                                        issue.getSourceLocation().getLine(),
                                        issue.getSourceLocation().getColumn()),
                                kind(issue.getMessage()),
                                advised(issue.getMessage())))
                        .toList());
            try {
                var ast = result.getAst();
                var faults = new ArrayList<Unsound.Fault>();
                var conjuncts = new ArrayList<Conjunct>();
                forEachConjunct(ast.getExpr(), expr -> {
                    var reads = new LinkedHashSet<String>();
                    collectInputs(ast, expr, reads, faults);
                    if (faults.isEmpty()) conjuncts.add(conjunct(ast, expr, reads));
                });
                if (!faults.isEmpty()) throw new Unsound(faults);
                var literals = new ArrayList<Literal>();
                forEachLiteral(ast.getExpr(), true, (expr, wanted) -> {
                    var reads = new LinkedHashSet<String>();
                    collectInputs(ast, expr, reads, faults);
                    literals.add(new Literal(conjunct(ast, expr, reads), wanted));
                });
                return new Condition(text, vocabulary, conjuncts, literals);
            } catch (CelValidationException impossible) {
                throw new IllegalStateException("CEL found no error and yet no tree in: " + text, impossible);
            }
        }

        private static CelCompiler compiler(Vocabulary vocabulary) {
            // No macros: `has`, `exists` and the like ask whether something is known, and unknown must never be true.
            var builder = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setResultType(SimpleType.BOOL);
            vocabulary.single().forEach((name, type) -> builder.addVar(name, celType(type)));
            for (var name : vocabulary.numbersByKey())
                builder.addVar(name, MapType.create(SimpleType.STRING, SimpleType.DOUBLE));
            builder.addVar(vocabulary.anythingByKey(), MapType.create(SimpleType.STRING, SimpleType.DYN));
            return builder.build();
        }

        private static CelType celType(Vocabulary.Type type) {
            return switch (type) {
                case NUMBER -> SimpleType.DOUBLE;
                case TEXT -> SimpleType.STRING;
            };
        }

        private void collectInputs(
                CelAbstractSyntaxTree ast, CelExpr expr, Set<String> reads, List<Unsound.Fault> faults) {
            switch (expr.getKind()) {
                case IDENT -> {
                    var name = expr.ident().name();
                    if (vocabulary.readByKey(name))
                        faults.add(fault(
                                ast,
                                expr,
                                FaultKind.WITHOUT_KEY,
                                "'%s' is read by a constant key only, for example %s"
                                        .formatted(name, vocabulary.example(name))));
                    else reads.add(name);
                }
                case SELECT -> {
                    var operand = expr.select().operand();
                    if (isReadByKey(operand))
                        collectKey(ast, operand, expr.select().field(), reads, faults);
                    else collectInputs(ast, operand, reads, faults);
                }
                case CALL -> {
                    var call = expr.call();
                    if (call.function().equals("_[_]")
                            && isReadByKey(call.args().get(0))
                            && call.args().get(1).getKind() == CelExpr.ExprKind.Kind.CONSTANT
                            && call.args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE) {
                        var key = call.args().get(1).constant().stringValue();
                        collectKey(ast, call.args().get(0), key, reads, faults);
                        return;
                    }
                    call.target().ifPresent(target -> collectInputs(ast, target, reads, faults));
                    for (var argument : call.args()) collectInputs(ast, argument, reads, faults);
                }
                case LIST -> expr.list().elements().forEach(element -> collectInputs(ast, element, reads, faults));
                case CONSTANT -> {}
                case MAP, STRUCT, COMPREHENSION, NOT_SET ->
                    faults.add(
                            fault(ast, expr, FaultKind.NO_USE, "maps, messages and loops have no use in a condition"));
            }
        }

        private void collectKey(
                CelAbstractSyntaxTree ast,
                CelExpr variable,
                String key,
                Set<String> reads,
                List<Unsound.Fault> faults) {
            var name = variable.ident().name();
            vocabulary
                    .objection(name, key)
                    .ifPresentOrElse(
                            objection -> faults.add(fault(ast, variable, FaultKind.UNKNOWN_KEY, objection)),
                            () -> reads.add(name + "." + key));
        }

        private boolean isReadByKey(CelExpr expr) {
            return expr.getKind() == CelExpr.ExprKind.Kind.IDENT
                    && vocabulary.readByKey(expr.ident().name());
        }

        private static FaultKind kind(String message) {
            if (message.startsWith("undeclared reference")) return FaultKind.UNKNOWN_NAME;
            if (message.startsWith("found no matching overload") || message.startsWith("expected type"))
                return FaultKind.WRONG_TYPE;
            var unexpected = UNEXPECTED.matcher(message);
            if (!unexpected.lookingAt()) return FaultKind.OTHER;
            return unexpected.group(1).equals(END) ? FaultKind.ENDS_TOO_EARLY : FaultKind.DOES_NOT_FIT;
        }

        private String advised(String message) {
            if (message.startsWith("undeclared reference"))
                return message + ". Maybe one of: " + vocabulary.names() + ".";
            var unexpected = UNEXPECTED.matcher(message);
            if (!unexpected.lookingAt()) return message;
            return unexpected.group(1).equals(END)
                    ? "the condition ends too early. Maybe a value or a name is missing at its end."
                    : "'%s' does not fit here. Maybe a value or a name is missing before it."
                            .formatted(unexpected.group(1));
        }
    }

    private record Literal(Conjunct atom, boolean wanted) {
        boolean holds(Map<String, Object> variables) {
            return atom.is(wanted, variables);
        }
    }

    private record Conjunct(String text, List<String> inputs, CelRuntime.Program program) {
        Clause evaluate(Map<String, Object> variables) {
            var read = new LinkedHashMap<String, Object>();
            for (var input : inputs) {
                var value = value(variables, input);
                read.put(input, value == null ? Clause.UNKNOWN : value);
            }
            return new Clause(text, isTrue(variables), read);
        }

        boolean isTrue(Map<String, Object> variables) {
            return is(true, variables);
        }

        boolean is(boolean wanted, Map<String, Object> variables) {
            try {
                return Boolean.valueOf(wanted).equals(program.eval(variables));
            } catch (CelEvaluationException unknownInputOrType) {
                return false;
            }
        }
    }

    /// The text is not a condition over the [Vocabulary].
    public static final class Unsound extends Exception {
        private static final long serialVersionUID = 1;

        private final transient List<Fault> faults;

        Unsound(List<Fault> faults) {
            super(faults.toString());
            this.faults = List.copyOf(faults);
        }

        public List<Fault> faults() {
            return faults;
        }

        /// @param offset into the condition's text
        public record Fault(int offset, FaultKind kind, String message) {}
    }
}
