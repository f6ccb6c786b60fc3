//! Where panels stand: one place decides, so that drawing and the mouse agree.

use ratatui::layout::Rect;

/// The smallest screen that shows everything.
pub const SMALLEST: (u16, u16) = (80, 24);

/// Whether the screen is too small for the panels.
pub fn too_small(size: (u16, u16)) -> bool {
    size.0 < SMALLEST.0 || size.1 < SMALLEST.1
}

/// The screen's parts: two header lines, the body, the message line, the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    pub header: Rect,
    pub tabs: Rect,
    pub body: Rect,
    pub line: Rect,
    pub footer: Rect,
}

/// The parts of a screen of this size.
pub fn parts(size: (u16, u16)) -> Parts {
    let (width, height) = size;
    let row = |y: u16, rows: u16| {
        let y = y.min(height);
        Rect::new(0, y, width, rows.min(height - y))
    };
    Parts {
        header: row(0, 1),
        tabs: row(1, 1),
        body: row(2, height.saturating_sub(4)),
        line: row(height.saturating_sub(2), 1),
        footer: row(height.saturating_sub(1), 1),
    }
}

/// The lead walk's panels: at 120 columns and more three columns; below, the strip is one line over the card; below 100 the
/// docket is a counter in the card's title. From 170 columns the minutes stand beside the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WalkPanels {
    pub docket: Option<Rect>,
    pub card: Rect,
    pub strip: Option<Rect>,
    pub strip_line: Option<Rect>,
    pub minutes: Option<Rect>,
}

/// The walk's panels in a body.
pub fn walk(body: Rect) -> WalkPanels {
    let (mut left, mut top) = (body.x, body.y);
    let (mut width, mut height) = (body.width, body.height);
    let docket = (body.width >= 100).then(|| {
        let columns = if body.width >= 170 { 36 } else { 28 };
        let rect = Rect::new(left, top, columns, height);
        left += columns;
        width -= columns;
        rect
    });
    let mut strip = None;
    let mut strip_line = None;
    let mut minutes = None;
    if body.width >= 120 {
        if body.width >= 170 {
            let columns = (body.width / 4).clamp(44, 60);
            width -= columns;
            minutes = Some(Rect::new(left + width, top, columns, height));
        }
        let columns = if body.width >= 170 { 34 } else { 28 };
        width -= columns;
        strip = Some(Rect::new(left + width, top, columns, height));
    } else if height > 0 {
        strip_line = Some(Rect::new(left, top, width, 1));
        top += 1;
        height -= 1;
    }
    WalkPanels {
        docket,
        card: Rect::new(left, top, width, height),
        strip,
        strip_line,
        minutes,
    }
}

/// The scorecard's six tiles under its heading, in the order of the cursor: three beside each other where block digits
/// fit, else two columns of text.
pub fn tiles(body: Rect) -> [Rect; 6] {
    grid(below(body, 1).1, tile_columns(body))
}

/// Six places in rows of two or three.
pub fn grid(body: Rect, columns: u16) -> [Rect; 6] {
    let rows = 6 / columns.max(1);
    let (top, height) = (body.y, body.height);
    let part = |whole: u16, at: u16, of: u16| {
        let cut = |at: u16| {
            u16::try_from(u32::from(whole) * u32::from(at) / u32::from(of)).unwrap_or(whole)
        };
        (cut(at), cut(at + 1) - cut(at))
    };
    let mut tiles = [Rect::default(); 6];
    for (place, tile) in (0u16..).zip(&mut tiles) {
        let (x, width) = part(body.width, place % columns, columns);
        let (y, high) = part(height, place / columns, rows);
        *tile = Rect::new(body.x + x, top + y, width, high);
    }
    tiles
}

/// How many figures stand beside each other where they fill the screen.
pub const LARGE_COLUMNS: u16 = 3;

/// How many tiles stand beside each other.
pub fn tile_columns(body: Rect) -> u16 {
    if body.width >= 96 && body.height >= 23 {
        LARGE_COLUMNS
    } else {
        2
    }
}

/// The lead list's panels: the list alone under 100 columns, else the card beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadsPanels {
    pub list: Option<Rect>,
    pub card: Option<Rect>,
}

/// The list's panels in a body; where only one fits, `card` says which.
pub fn leads(body: Rect, card: bool) -> LeadsPanels {
    if body.width < 100 {
        return LeadsPanels {
            list: (!card).then_some(body),
            card: card.then_some(body),
        };
    }
    let (list, card) = beside(body, body.width * 45 / 100);
    LeadsPanels {
        list: Some(list),
        card: Some(card),
    }
}

/// Two panels beside each other: the left one so many columns wide, where there are so many.
pub fn beside(area: Rect, columns: u16) -> (Rect, Rect) {
    let columns = columns.min(area.width);
    let left = Rect {
        width: columns,
        ..area
    };
    let right = Rect {
        x: left.right(),
        width: area.width - columns,
        ..area
    };
    (left, right)
}

/// Two halves beside each other.
pub fn halves(area: Rect) -> [Rect; 2] {
    beside(area, area.width / 2).into()
}

/// Two panels, one below the other: the upper one so many rows high, where there are so many.
pub fn below(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let upper = Rect {
        height: rows,
        ..area
    };
    let lower = Rect {
        y: upper.bottom(),
        height: area.height - rows,
        ..area
    };
    (upper, lower)
}

/// The same, the lower one so many rows high.
pub fn over(area: Rect, foot: u16) -> (Rect, Rect) {
    below(area, area.height.saturating_sub(foot))
}

/// A rectangle in the middle, at most as large as what holds it.
pub fn centred(within: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(within.width), height.min(within.height));
    Rect::new(
        within.x + (within.width - width) / 2,
        within.y + (within.height - height) / 2,
        width,
        height,
    )
}

/// A rectangle at the foot of another: a question that leaves what is above it in view.
pub fn foot(within: Rect, height: u16) -> Rect {
    over(within, height).1
}

/// Where a list that does not scroll past its end begins, so that the cursor is in view.
pub fn first_row(at: usize, len: usize, height: usize) -> usize {
    if height == 0 || len <= height {
        return 0;
    }
    at.saturating_sub(height / 2).min(len - height)
}
