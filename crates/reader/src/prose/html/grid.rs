//! The columns of a table: where a cell stands when others reach over several columns and rows.

/// Widest and highest cell.
const LARGEST: usize = 64;

/// A table that is open.
#[derive(Default)]
pub(super) struct Grid {
    /// Whether a cell of it is open, or was.
    pub(super) is_open: bool,
    /// Column of the next cell.
    column: usize,
    /// Tabs written in this row.
    tabs: usize,
    /// For each column, in how many rows to come it is taken by a cell from above.
    taken: Vec<usize>,
}

impl Grid {
    /// Begins a cell; so many tabs lead to it.
    pub(super) fn cell(&mut self, columns: usize, rows: usize) -> usize {
        self.is_open = true;
        while self.taken.get(self.column).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
        let tabs = self.column.saturating_sub(self.tabs);
        self.tabs = self.column;
        let (columns, rows) = (columns.clamp(1, LARGEST), rows.clamp(1, LARGEST));
        let end = self.column + columns;
        if self.taken.len() < end && end <= 4 * LARGEST {
            self.taken.resize(end, 0);
        }
        for taken in self.taken.iter_mut().skip(self.column).take(columns) {
            // This row is among them.
            *taken = rows;
        }
        self.column = end;
        tabs
    }

    /// Ends a row; so many tabs lead to its end.
    pub(super) fn row(&mut self) -> usize {
        if !self.is_open {
            return 0;
        }
        while self.taken.get(self.column).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
        let tabs = self.column.saturating_sub(self.tabs + 1);
        self.taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        (self.is_open, self.column, self.tabs) = (false, 0, 0);
        tabs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stands_in_its_column_though_one_from_above_reaches_into_the_row() {
        let mut grid = Grid::default();
        let row = |grid: &mut Grid, cells: &[(usize, usize)]| {
            let tabs: Vec<usize> = cells.iter().map(|(columns, rows)| grid.cell(*columns, *rows)).collect();
            (tabs, grid.row())
        };
        // 项目 over two rows, 2022年 over two columns.
        assert_eq!(row(&mut grid, &[(1, 2), (2, 1)]), (vec![0, 1], 1));
        assert_eq!(row(&mut grid, &[(1, 1), (1, 1)]), (vec![1, 1], 0));
        assert_eq!(row(&mut grid, &[(1, 1), (1, 1), (1, 1)]), (vec![0, 1, 1], 0));
        assert_eq!(grid.row(), 0);
    }
}
