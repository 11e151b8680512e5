package dev.attune.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.face.FollowedFace;
import dev.attune.fusion.ConsentingFace.Standing;
import dev.attune.signals.Box;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsentingFaceTest {
    private final ConsentingFace consenting = new ConsentingFace();
    private long millis;

    @Test
    void theFirstFaceAfterTheConsentIsTheOneThatIsRead() {
        assertThat(consenting.standing()).isEqualTo(Standing.AWAITED);
        assertThat(picture()).isEmpty();
        assertThat(consenting.standing()).isEqualTo(Standing.AWAITED);

        assertThat(picture(face(4))).containsExactly(4);
        assertThat(consenting.standing()).isEqualTo(Standing.PRESENT);
    }

    @Test
    void ofSeveralItIsTheNearest() {
        assertThat(picture(face(0, 50), face(1, 90))).containsExactly(1);
    }

    @Test
    void whoeverStandsBesideThemIsCountedAndNotRead() {
        picture(face(0));

        assertThat(picture(face(0), face(1, 200))).containsExactly(0);
        assertThat(consenting.others()).isOne();
        assertThat(consenting.standing()).isEqualTo(Standing.PRESENT);
    }

    @Test
    void aFaceThatIsNotProvenTheSameIsSomebodyElseAtOnceAndIsNotRead() {
        picture(face(0));

        assertThat(picture(face(1))).isEmpty();
        assertThat(consenting.standing()).isEqualTo(Standing.ANOTHER);
        assertThat(consenting.others()).isOne();
    }

    @Test
    void howeverLongNobodyWasThereBetween() {
        picture(face(0));
        for (int i = 0; i < 100; i++) assertThat(picture()).isEmpty();
        assertThat(consenting.standing()).isEqualTo(Standing.AWAY);

        assertThat(picture(face(1))).isEmpty();
        assertThat(consenting.standing()).isEqualTo(Standing.ANOTHER);
    }

    @Test
    void whoLooksAwayForAMomentIsReadAgainWithoutAWord() {
        picture(face(0));
        for (int i = 0; i < 15; i++) {
            picture();
            assertThat(consenting.standing()).isEqualTo(Standing.AWAY);
        }

        assertThat(picture(face(0))).containsExactly(0);
        assertThat(consenting.standing()).isEqualTo(Standing.PRESENT);
    }

    /// A hand before the face, or whoever may have taken the place: nobody knows yet.
    @Test
    void aFaceOfWhichNobodyKnowsWhoseItIsIsNotRead() {
        picture(face(0));

        assertThat(picture(unsure(0))).isEmpty();
        assertThat(consenting.standing()).isEqualTo(Standing.PRESENT);
        assertThat(picture(unsure(1))).isEmpty();
        assertThat(consenting.standing()).isEqualTo(Standing.AWAY);
    }

    @Test
    void whoStoodBesideThemTakesTheirPlaceOnlyByStaying() {
        picture(face(0), face(1));
        for (int i = 0; i < 20; i++) {
            assertThat(picture(face(1))).isEmpty();
            assertThat(consenting.standing()).as("frame %d", i).isEqualTo(Standing.AWAY);
        }

        assertThat(picture(face(1))).isEmpty();
        assertThat(consenting.standing()).isEqualTo(Standing.ANOTHER);
    }

    @Test
    void whoeverAgreedIsReadAgainWhenTheyAreBackAlsoBesideTheNewcomer() {
        picture(face(0));
        picture(face(1));

        assertThat(picture(face(0), face(1))).containsExactly(0);
        assertThat(consenting.standing()).isEqualTo(Standing.PRESENT);
    }

    @Test
    void nothingIsReadWhenTheNewcomerLeavesAndAThirdComes() {
        picture(face(0));
        picture(face(1));

        assertThat(picture()).isEmpty();
        assertThat(picture(face(2))).isEmpty();
        assertThat(consenting.standing()).isEqualTo(Standing.ANOTHER);
    }

    @Test
    void aConsentThatIsConfirmedHoldsForWhoeverIsThereThen() {
        picture(face(0));
        picture(face(1));

        consenting.confirm();

        assertThat(picture(face(1))).containsExactly(1);
        assertThat(consenting.standing()).isEqualTo(Standing.PRESENT);
        assertThat(picture(face(0))).as("who agreed before").isEmpty();
        assertThat(consenting.standing()).isEqualTo(Standing.ANOTHER);
    }

    /// Ten a second.
    private Set<Integer> picture(FollowedFace... faces) {
        millis += 100;
        return consenting.of(Duration.ofMillis(millis), List.of(faces));
    }

    private static FollowedFace face(int id) {
        return face(id, 100);
    }

    private static FollowedFace face(int id, double width) {
        return new FollowedFace(id, new Box(0, 0, width, width), true);
    }

    private static FollowedFace unsure(int id) {
        return new FollowedFace(id, new Box(0, 0, 100, 100), false);
    }
}
