package dev.attune.server.dashboards;

import dev.attune.policy.aggregates.SmallCells;

/// Counts of people by three dimensions, and which of them may be shown.
///
/// A cell of the cube stands in three tables, one for each dimension that is held fast, and each table's totals may be
/// asked for as well. So a cell that one of them hides is hidden in the others, until none hides any more.
final class Cube {
    private final int k;
    private final long[][][] people;
    private final boolean[][][] hidden;

    /// @param people `[x][y][z]`, all lines of one length
    Cube(int k, long[][][] people) {
        this.k = k;
        this.people = people;
        this.hidden = new boolean[people.length][people[0].length][people[0][0].length];
        boolean changed;
        do {
            changed = false;
            for (int x = 0; x < lengthX(); x++) changed |= hideWithin(x, 0, 0, Axis.X);
            for (int y = 0; y < lengthY(); y++) changed |= hideWithin(0, y, 0, Axis.Y);
            for (int z = 0; z < lengthZ(); z++) changed |= hideWithin(0, 0, z, Axis.Z);
        } while (changed);
    }

    private enum Axis {
        X,
        Y,
        Z
    }

    boolean shows(int x, int y, int z) {
        return !hidden[x][y][z];
    }

    private int lengthX() {
        return people.length;
    }

    private int lengthY() {
        return people[0].length;
    }

    private int lengthZ() {
        return people[0][0].length;
    }

    /// @param held the axis along which the table does not go
    private boolean hideWithin(int x, int y, int z, Axis held) {
        int rows = held == Axis.X ? lengthY() : lengthX();
        int columns = held == Axis.Z ? lengthY() : lengthZ();
        var counts = new long[rows][columns];
        var already = new boolean[rows][columns];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) {
                var at = at(x, y, z, held, row, column);
                counts[row][column] = people[at[0]][at[1]][at[2]];
                already[row][column] = hidden[at[0]][at[1]][at[2]];
            }
        var shown = SmallCells.hiding(k, counts, already).cells();
        boolean changed = false;
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                if (shown.get(row).get(column).isEmpty() && !already[row][column]) {
                    var at = at(x, y, z, held, row, column);
                    hidden[at[0]][at[1]][at[2]] = true;
                    changed = true;
                }
        return changed;
    }

    private static int[] at(int x, int y, int z, Axis held, int row, int column) {
        return switch (held) {
            case X -> new int[] {x, row, column};
            case Y -> new int[] {row, y, column};
            case Z -> new int[] {row, column, z};
        };
    }
}
