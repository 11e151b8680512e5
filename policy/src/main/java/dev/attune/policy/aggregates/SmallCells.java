package dev.attune.policy.aggregates;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A table of counts of people in which no cell stands for fewer than `k`, nor can be worked out from the others.
///
/// Rows and columns with their totals form one table in which every line adds up to zero, the totals
/// counted negative. A hidden cell can be worked out exactly when, in the graph that joins rows to
/// columns by hidden cells, it lies on no cycle [1]; so cells are hidden, the smallest first, until
/// every hidden one does. Hidden people of a line together are `k` or more, too.
///
/// [1] Gusfield 1988, A graph theoretic approach to statistical data security, SIAM J. Comput. 17(3)
///
/// @param k the floor; at least [#LOWEST_FLOOR]
/// @param cells empty where hidden
public record SmallCells(
        int k,
        List<List<OptionalLong>> cells,
        List<OptionalLong> rowTotals,
        List<OptionalLong> columnTotals,
        OptionalLong total) {
    /// Operators may ask for more people per cell, not for fewer than this.
    public static final int LOWEST_FLOOR = 5;

    public static final int USUAL_FLOOR = 10;

    public SmallCells {
        cells = cells.stream().map(List::copyOf).toList();
        rowTotals = List.copyOf(rowTotals);
        columnTotals = List.copyOf(columnTotals);
    }

    /// @param people how many distinct people each cell stands for, `[rows][columns]`
    /// @throws IllegalArgumentException when `k` is too low, a count negative, or the rows differ in length
    public static SmallCells hiding(int k, long[][] people) {
        return hiding(k, people, new boolean[people.length][people.length == 0 ? 0 : people[0].length]);
    }

    /// Likewise, where some cells stay hidden because of another table that they stand in too.
    ///
    /// @param already `[rows][columns]`
    public static SmallCells hiding(int k, long[][] people, boolean[][] already) {
        if (k < LOWEST_FLOOR)
            throw new IllegalArgumentException("k must be at least %d, got %d".formatted(LOWEST_FLOOR, k));
        var table = new Table(k, people);
        table.hide(already);
        int rows = people.length;
        int columns = rows == 0 ? 0 : people[0].length;
        var cells = new ArrayList<List<OptionalLong>>();
        var rowTotals = new ArrayList<OptionalLong>();
        var columnTotals = new ArrayList<OptionalLong>();
        for (int row = 0; row < rows; row++) {
            var line = new ArrayList<OptionalLong>();
            for (int column = 0; column < columns; column++) line.add(table.shown(row, column));
            cells.add(line);
            rowTotals.add(table.shown(row, columns));
        }
        for (int column = 0; column < columns; column++) columnTotals.add(table.shown(rows, column));
        return new SmallCells(k, cells, rowTotals, columnTotals, table.shown(rows, columns));
    }

    /// The counts with their totals as a last row and column.
    private static final class Table {
        private final int k;
        private final int rows;
        private final int columns;
        private final long[][] counts;
        private final boolean[][] hidden;

        Table(int k, long[][] people) {
            this.k = k;
            this.rows = people.length;
            this.columns = rows == 0 ? 0 : people[0].length;
            this.counts = new long[rows + 1][columns + 1];
            this.hidden = new boolean[rows + 1][columns + 1];
            for (int row = 0; row < rows; row++) {
                if (people[row].length != columns)
                    throw new IllegalArgumentException(
                            "row %d has %d columns, the first %d".formatted(row, people[row].length, columns));
                for (int column = 0; column < columns; column++) {
                    long count = people[row][column];
                    if (count < 0) throw new IllegalArgumentException("a count must not be negative, got " + count);
                    counts[row][column] = count;
                    counts[row][columns] += count;
                    counts[rows][column] += count;
                    counts[rows][columns] += count;
                }
            }
        }

        OptionalLong shown(int row, int column) {
            return hidden[row][column] ? OptionalLong.empty() : OptionalLong.of(counts[row][column]);
        }

        void hide(boolean[][] already) {
            for (int row = 0; row <= rows; row++)
                for (int column = 0; column <= columns; column++)
                    hidden[row][column] =
                            counts[row][column] < k || row < rows && column < columns && already[row][column];
            boolean changed;
            do {
                changed = false;
                for (int row = 0; row < rows; row++) changed |= hideMoreOfRow(row);
                for (int column = 0; column < columns; column++) changed |= hideMoreOfColumn(column);
                for (int row = 0; row <= rows; row++)
                    for (int column = 0; column <= columns; column++)
                        if (hidden[row][column]) changed |= closeCycle(row, column);
            } while (changed);
        }

        private boolean hideMoreOfRow(int row) {
            long people = 0;
            boolean any = false;
            for (int column = 0; column < columns; column++)
                if (hidden[row][column]) {
                    any = true;
                    people += counts[row][column];
                }
            return any && people < k && !hidden[row][columns] && hideSmallestOfRow(row);
        }

        private boolean hideMoreOfColumn(int column) {
            long people = 0;
            boolean any = false;
            for (int row = 0; row < rows; row++)
                if (hidden[row][column]) {
                    any = true;
                    people += counts[row][column];
                }
            return any && people < k && !hidden[rows][column] && hideSmallestOfColumn(column);
        }

        /// Where no other way joins the row to the column, hides the smallest cell that makes one.
        ///
        /// @return whether something was hidden
        private boolean closeCycle(int row, int column) {
            var fromRow = Part.reached(this, row, column, true);
            if (fromRow.columns[column]) return false;
            var fromColumn = Part.reached(this, row, column, false);
            int bestRow = -1;
            int bestColumn = -1;
            for (int r = 0; r <= rows; r++)
                for (int c = 0; c <= columns; c++) {
                    boolean joins =
                            fromRow.rows[r] && fromColumn.columns[c] || fromColumn.rows[r] && fromRow.columns[c];
                    if (joins && !hidden[r][c] && (bestRow < 0 || counts[r][c] < counts[bestRow][bestColumn])) {
                        bestRow = r;
                        bestColumn = c;
                    }
                }
            if (bestRow < 0) return hideSmallestOfRow(row) | hideSmallestOfColumn(column); // both stand alone yet
            hidden[bestRow][bestColumn] = true;
            return true;
        }

        private boolean hideSmallestOfRow(int row) {
            int smallest = -1;
            for (int column = 0; column <= columns; column++)
                if (!hidden[row][column] && (smallest < 0 || counts[row][column] < counts[row][smallest]))
                    smallest = column;
            if (smallest >= 0) hidden[row][smallest] = true;
            return smallest >= 0;
        }

        private boolean hideSmallestOfColumn(int column) {
            int smallest = -1;
            for (int row = 0; row <= rows; row++)
                if (!hidden[row][column] && (smallest < 0 || counts[row][column] < counts[smallest][column]))
                    smallest = row;
            if (smallest >= 0) hidden[smallest][column] = true;
            return smallest >= 0;
        }
    }

    /// The rows and columns that hidden cells join to one row or column, without going through one cell.
    private static final class Part {
        private final boolean[] rows;
        private final boolean[] columns;

        private Part(int rows, int columns) {
            this.rows = new boolean[rows];
            this.columns = new boolean[columns];
        }

        static Part reached(Table table, int row, int column, boolean fromRow) {
            var part = new Part(table.rows + 1, table.columns + 1);
            if (fromRow) part.rows[row] = true;
            else part.columns[column] = true;
            boolean grown;
            do {
                grown = false;
                for (int r = 0; r <= table.rows; r++)
                    for (int c = 0; c <= table.columns; c++) {
                        boolean itself = r == row && c == column;
                        if (!table.hidden[r][c] || itself || part.rows[r] == part.columns[c]) continue;
                        part.rows[r] = true;
                        part.columns[c] = true;
                        grown = true;
                    }
            } while (grown);
            return part;
        }
    }
}
