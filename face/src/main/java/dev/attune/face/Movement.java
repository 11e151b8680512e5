package dev.attune.face;

import static dev.attune.signals.FaceMeasure.*;

import dev.attune.signals.ActionUnit;

/// What each action unit does to the measures, with the deviation at which it counts as strongest.
///
/// "Rendered" marks a figure of the mesh's response to rendered heads at full movement; "chosen" one we had to choose.
enum Movement {
    INNER_BROW_RAISER(1, 0.5) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            return own.growth(INNER_BROW_HEIGHT) / 0.045; // rendered
        }
    },
    OUTER_BROW_RAISER(2, 0.7) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            return own.growth(OUTER_BROW_HEIGHT) / 0.047; // rendered
        }
    },
    BROW_LOWERER(4, 0.5) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            double lowered = own.loss(INNER_BROW_HEIGHT) / 0.039; // rendered
            double drawnTogether = own.loss(BROW_GAP) / 0.030; // chosen
            return (lowered + drawnTogether) / 2;
        }
    },
    UPPER_LID_RAISER(5, 0.6) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            return own.growth(EYE_OPENING) / 0.066; // rendered
        }
    },
    CHEEK_RAISER(6, 0.2) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            // The mesh does not follow the cheek. A raised lower lid means AU6 only below a smile.
            return smiles(own) ? own.growth(LOWER_LID_HEIGHT) / 0.030 : 0; // chosen, from the lid's rendered response
        }
    },
    LID_TIGHTENER(7, 0.3) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            // Below half the neutral opening the lids close (43); they do not tighten.
            return own.share(EYE_OPENING) < 0.5 ? 0 : own.loss(EYE_OPENING) / 0.095; // rendered
        }
    },
    NOSE_WRINKLER(9, 0.2) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            // A smile shortens it too, by 0.8 of its lift on press portraits: what that explains is not AU9.
            return (own.loss(NOSE_WING_DISTANCE) - 0.8 * smileLift(own)) / 0.040; // chosen
        }
    },
    UPPER_LIP_RAISER(10, 0.3) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            // A smile lifts the upper lip as far as the corners on press portraits: what that explains is not AU10.
            return (own.loss(UPPER_LIP_HEIGHT) - smileLift(own)) / 0.045; // rendered
        }
    },
    LIP_CORNER_PULLER(12, 0.9) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            // Corners go up and out; both together tell smiles from the rest better than either (press portraits:
            // area under the curve .93 against neutral, .85 by lift alone). Errors of both count as independent.
            double lift = cornerLift(own);
            if (lift < -own.spread(CORNER_RISE)) return 0;
            double upAndOut = (lift / 0.100 + own.deviation(MOUTH_HALF_WIDTH) / 0.058) / 2; // rendered
            double uncertain = Math.hypot(own.spread(CORNER_RISE) / 0.100, own.spread(MOUTH_HALF_WIDTH) / 0.058) / 2;
            return upAndOut - uncertain;
        }
    },
    DIMPLER(14, 0.1) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            // On both sides it cannot be told from AU20; on one side the corner moves out while the other rests.
            double oneSided = Math.min(sidePull(own), sidePull(own) - sidePull(other));
            return own.beyondSpread(oneSided, MOUTH_HALF_WIDTH) / 0.043; // chosen, as AU20
        }
    },
    LIP_CORNER_DEPRESSOR(15, 0.3) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            return own.beyondSpread(-cornerLift(own), CORNER_RISE) / 0.050; // rendered
        }
    },
    CHIN_RAISER(17, 0.2) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            // The mesh shortens the chin whenever the mouth opens, so only closed lips tell.
            return own.growth(LIP_GAP) > 0 ? 0 : own.loss(LOWER_LIP_TO_CHIN) / 0.060; // chosen: twice the rendered lip
        }
    },
    LIP_STRETCHER(20, 0.4) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            double bothSided =
                    Math.min(sidePull(own), sidePull(other)); // a smirk shifts the midline: one side is no AU20
            return own.beyondSpread(bothSided, MOUTH_HALF_WIDTH) / 0.043; // rendered, half of the mouth's width
        }
    },
    LIP_TIGHTENER(23, 0.1) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            return own.loss(MOUTH_HALF_WIDTH) / 0.080; // rendered for pursing, which narrows too
        }
    },
    LIP_PRESSOR(24, 0.1) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            // Lips also get thinner when they part, smile or stretch.
            boolean pressed = own.growth(LIP_GAP) == 0 && own.growth(MOUTH_HALF_WIDTH) == 0 && !smiles(own);
            return pressed ? own.loss(LIP_THICKNESS) / 0.060 : 0; // chosen
        }
    },
    LIPS_PART(25, 0.8) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            return own.growth(LIP_GAP) / 0.174; // rendered, lower lip pulled down with the jaw at rest
        }
    },
    JAW_DROP(26, 0.8) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            // The chin follows a jaw late, or lies outside the picture: a gap wider than lips alone part counts as
            // well.
            double chin = own.growth(CHIN_DISTANCE) / 0.250; // chosen
            double gap = (own.deviation(LIP_GAP) - 0.100) / 0.235; // rendered: .335 at a full drop
            return Math.max(chin, gap);
        }
    },
    /// One frame shows closed eyes (43); only time tells a blink (45).
    EYES_CLOSED(43, 0.9) {
        @Override
        double strength(HalfFace own, HalfFace other) {
            double shut = 0.08; // rendered: shut lids still read .06 to .09
            return own.loss(EYE_OPENING) / Math.max(0.05, own.rest(EYE_OPENING) - shut);
        }
    };

    /// An open jaw drags the corners down against the upper lip: slope over 350 frontal press portraits that do not
    /// smile.
    private static final double CORNER_FALL_PER_LIP_GAP = 0.39;
    /// A smile widens each side of the mouth too: .62 of its lift on rendered heads, 1.8 on press portraits.
    private static final double WIDENING_PER_LIFT = 1.5;

    private static final double SMILE = 0.03; // corner lift; a robust deviation and a half of neutral faces

    private final int number;
    private final double reliability;

    Movement(int number, double reliability) {
        this.number = number;
        this.reliability = reliability;
    }

    int number() {
        return number;
    }

    double reliability() {
        return reliability;
    }

    /// 0..5 on `own` side.
    double intensity(HalfFace own, HalfFace other) {
        return Math.clamp(ActionUnit.MAX_INTENSITY * strength(own, other), 0, ActionUnit.MAX_INTENSITY);
    }

    /// 1 at the strongest movement; may be negative or larger.
    abstract double strength(HalfFace own, HalfFace other);

    /// How far the mouth corner rose, with the fall that an open jaw explains taken back.
    private static double cornerLift(HalfFace half) {
        return half.deviation(CORNER_RISE) + CORNER_FALL_PER_LIP_GAP * Math.max(0, half.deviation(LIP_GAP));
    }

    private static double smileLift(HalfFace half) {
        return Math.max(0, cornerLift(half));
    }

    private static boolean smiles(HalfFace half) {
        return cornerLift(half) > SMILE;
    }

    /// How far the mouth corner moved outwards, without what a smile explains.
    private static double sidePull(HalfFace half) {
        return half.deviation(MOUTH_HALF_WIDTH) - WIDENING_PER_LIFT * smileLift(half);
    }
}
