package dev.attune.policy.aggregates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallCellsTest {
    private static final int K = 10;

    @Test
    void aTableOfManyIsShownWhole() {
        var table = SmallCells.hiding(K, new long[][] {{12, 30}, {40, 11}});

        assertThat(table.cells().getFirst().getFirst()).hasValue(12);
        assertThat(table.rowTotals().getLast()).hasValue(51);
        assertThat(table.total()).hasValue(93);
    }

    @Test
    void aCellOfFewIsHiddenAndSoIsTheOneThatWouldGiveItAway() {
        var table = SmallCells.hiding(K, new long[][] {{3, 30, 50}, {40, 25, 60}, {70, 80, 90}});

        assertThat(table.cells().getFirst().getFirst()).isEmpty();
        assertThat(table.cells().getFirst().get(1))
                .as("3 = total of the row - 30 - 50")
                .isEmpty();
        assertThat(table.cells().getFirst().get(2)).hasValue(50);
        assertNothingCanBeWorkedOut(table);
    }

    @Test
    void nobodyIsAsTellingAsOne() {
        assertThat(SmallCells.hiding(K, new long[][] {{0, 30}, {40, 50}})
                        .cells()
                        .getFirst()
                        .getFirst())
                .isEmpty();
    }

    @Test
    void anEmptyTableHasNothingToShow() {
        assertThat(SmallCells.hiding(K, new long[0][0]).total()).isEmpty();
    }

    @Test
    void aFloorBelowFiveIsRefused() {
        assertThatThrownBy(() -> SmallCells.hiding(4, new long[][] {{1}})).hasMessageContaining("got 4");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noHiddenCellCanBeWorkedOutFromWhatIsShown(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            var people = new long[1 + random.nextInt(5)][1 + random.nextInt(5)];
            for (var row : people) for (int i = 0; i < row.length; i++) row[i] = random.nextInt(40);
            var table = SmallCells.hiding(K, people);
            for (var row : table.cells())
                for (var cell : row) cell.ifPresent(count -> assertThat(count).isGreaterThanOrEqualTo(K));
            assertNothingCanBeWorkedOut(table);
        }
    }

    /// The differencing attack: every sum that the table states, solved for what it hides.
    private static void assertNothingCanBeWorkedOut(SmallCells table) {
        int rows = table.cells().size();
        int columns = table.columnTotals().size();
        int unknowns = (rows + 1) * (columns + 1);
        var equations = new ArrayList<double[]>();
        for (int row = 0; row <= rows; row++) {
            var equation = new double[unknowns];
            for (int column = 0; column <= columns; column++)
                if (isHidden(table, row, column)) equation[row * (columns + 1) + column] = column == columns ? -1 : 1;
            equations.add(equation);
        }
        for (int column = 0; column <= columns; column++) {
            var equation = new double[unknowns];
            for (int row = 0; row <= rows; row++)
                if (isHidden(table, row, column)) equation[row * (columns + 1) + column] = row == rows ? -1 : 1;
            equations.add(equation);
        }
        for (var solved : reduced(equations)) {
            int left = 0;
            for (double coefficient : solved) if (Math.abs(coefficient) > 1e-9) left++;
            assertThat(left).as("unknowns left in an equation of %s", table).isNotEqualTo(1);
        }
    }

    private static boolean isHidden(SmallCells table, int row, int column) {
        boolean lastRow = row == table.cells().size();
        boolean lastColumn = column == table.columnTotals().size();
        if (lastRow && lastColumn) return table.total().isEmpty();
        if (lastRow) return table.columnTotals().get(column).isEmpty();
        if (lastColumn) return table.rowTotals().get(row).isEmpty();
        return table.cells().get(row).get(column).isEmpty();
    }

    /// Reduced row echelon form: an unknown is determined exactly when it stands alone in a row.
    private static List<double[]> reduced(List<double[]> equations) {
        int done = 0;
        int width = equations.getFirst().length;
        for (int column = 0; column < width && done < equations.size(); column++) {
            int pivot = done;
            while (pivot < equations.size() && Math.abs(equations.get(pivot)[column]) < 1e-9) pivot++;
            if (pivot == equations.size()) continue;
            var row = equations.get(pivot);
            equations.set(pivot, equations.get(done));
            equations.set(done, row);
            double by = row[column];
            for (int i = 0; i < width; i++) row[i] /= by;
            for (int other = 0; other < equations.size(); other++) {
                double factor = equations.get(other)[column];
                if (other == done || factor == 0) continue;
                for (int i = 0; i < width; i++) equations.get(other)[i] -= factor * row[i];
            }
            done++;
        }
        return equations;
    }
}
