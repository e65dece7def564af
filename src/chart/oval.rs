//! The 400 m oval to scale (World Athletics Track and Field Facilities Manual: two straights of 84.39 m, bends of 36.50 m to
//! the kerb, measured 0.30 m outside it, lanes of 1.22 m), and where on it a distance of a race lies.

/// Metres.
const STRAIGHT: f64 = 84.39;
const KERB: f64 = 36.50;
const MEASURED: f64 = KERB + 0.30;
pub const LANE: f64 = 1.22;
pub const LANES: usize = 8;
/// Half the width and half the height of a part of the infield that is free for text, in metres.
pub const INFIELD: (f64, f64) = (58.0, 16.0);
/// The nominal lap in millimetres.
pub const LAP_MM: u32 = 400_000;
/// One lap on the measured line: 2 * 84.39 + 2 * pi * 36.80 = 400.00 m.
const BEND: f64 = std::f64::consts::PI * MEASURED;
const LAP: f64 = 2.0 * (STRAIGHT + BEND);

/// A point of the ground in metres from the middle of the field, x along the straights, y away from the home straight. The
/// finish line is at the right end of the home straight, which lies below; running is counter-clockwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
}

/// Half the width and half the height of everything, with all lanes, in metres.
pub const fn extent() -> (f64, f64) {
    let out = KERB + LANES as f64 * LANE;
    (STRAIGHT / 2.0 + out, out)
}

/// The spot `to_go` millimetres before the finish, `out` metres outside the kerb.
pub fn before_finish(to_go_mm: i64, out: f64) -> Spot {
    let to_go = to_go_mm as f64 / 1000.0;
    on_lap((-to_go).rem_euclid(LAP), out)
}

/// The spot `along` metres after the finish line on the measured line.
fn on_lap(along: f64, out: f64) -> Spot {
    let radius = KERB + out;
    let half = STRAIGHT / 2.0;
    let bend = |centre: f64, from: f64, along: f64| {
        let angle = from + along / MEASURED;
        Spot {
            x: centre + radius * angle.cos(),
            y: radius * angle.sin(),
        }
    };
    let quarter = std::f64::consts::FRAC_PI_2;
    match along {
        a if a < BEND => bend(half, -quarter, a),
        a if a < BEND + STRAIGHT => Spot {
            x: half - (a - BEND),
            y: radius,
        },
        a if a < 2.0 * BEND + STRAIGHT => bend(-half, quarter, a - BEND - STRAIGHT),
        a => Spot {
            x: -half + (a - 2.0 * BEND - STRAIGHT),
            y: -radius,
        },
    }
}

/// The line around the field `out` metres outside the kerb, closed.
pub fn outline(out: f64) -> Vec<Spot> {
    const STEPS: usize = 200;
    (0..=STEPS)
        .map(|n| on_lap(LAP * n as f64 / STEPS as f64 % LAP, out))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lap_is_400_metres() {
        assert!((LAP - 400.0).abs() < 0.01, "{LAP}");
        let line: Vec<Spot> = outline(0.30);
        let length: f64 = line.windows(2).map(|w| (w[1].x - w[0].x).hypot(w[1].y - w[0].y)).sum();
        assert!((length - 400.0).abs() < 0.1, "{length}");
    }

    #[test]
    fn the_1500_starts_at_the_end_of_the_first_bend() {
        // 1500 m is three laps and 300 m: 300 m before the finish is 100 m after it, in the first bend (115.61 m)
        let start = before_finish(1_500_000, 0.30);
        assert!(start.x > STRAIGHT / 2.0 - 0.01 && start.y > 0.0, "{start:?}");
        let finish = before_finish(0, 0.30);
        assert!(
            (finish.x - STRAIGHT / 2.0).abs() < 1e-9 && (finish.y + MEASURED).abs() < 1e-9,
            "{finish:?}"
        );
        let (bell, again) = (before_finish(400_000, 0.30), before_finish(800_000, 0.30));
        assert!((bell.x - finish.x).abs() < 0.01 && (again.x - finish.x).abs() < 0.02);
    }
}
