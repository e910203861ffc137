//! The name of a line in its colour.

use domain::timetable::Line;

use crate::written::{Html, escaped};

/// The name as it stands on the vehicle. The colours of operators are in no style sheet and the
/// policy forbids styles in elements, so that they are drawn.
pub(super) fn line_name(line: &Line) -> Html {
    let name = escaped(&line.name);
    let Some((ground, text)) = line.colours() else {
        return Html::new(format!(r#"<b class="line-name">{name}</b>"#));
    };
    // Wide enough for letters that a reader has spaced out.
    let letters = line.name.chars().count().max(2);
    let quarters = letters * 5 + 5;
    let (whole, rest) = (quarters / 4, quarters % 4 * 25);
    Html::new(format!(
        r##"<svg class="line-name" width="{whole}.{rest:02}ch" height="1.625em"><rect width="100%" height="100%" rx="4" fill="#{ground}"/><text x="50%" y="50%" text-anchor="middle" dominant-baseline="central" fill="#{text}">{name}</text></svg>"##
    ))
}
