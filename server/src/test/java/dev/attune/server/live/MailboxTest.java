package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.media.PhoneCoding;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Duration NO_PATIENCE = Duration.ZERO;

    private final Mailbox mailbox = new Mailbox();

    @Test
    void signsOfLifeDoNotFillIt() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) mailbox.put(new Mailbox.Alive());
        assertThat(mailbox.take(NO_PATIENCE)).isEqualTo(new Mailbox.Alive());
        assertThat(mailbox.take(NO_PATIENCE)).isNull();
    }

    @Test
    void whatWasSaidBeforeACallHungUpIsHeardBeforeItsGoodBye() throws InterruptedException {
        var sound = sound(0, 160);
        mailbox.put(new Mailbox.Heard(List.of(sound)));
        mailbox.put(new Mailbox.Spoken(new ClientMessage.Bye()));
        assertThat(mailbox.take(NO_PATIENCE)).isEqualTo(new Mailbox.Heard(List.of(sound)));
        assertThat(mailbox.take(NO_PATIENCE)).isInstanceOf(Mailbox.Spoken.class);
    }

    @Test
    void ofTooMuchSoundTheOldestIsLostAndCounted() throws InterruptedException {
        for (int second = 0; second < 60; second++) mailbox.put(new Mailbox.Heard(List.of(sound(second, 8_000))));
        var heard = (Mailbox.Heard) Objects.requireNonNull(mailbox.take(NO_PATIENCE));
        assertThat(heard.sounds()).hasSize(20);
        assertThat(heard.sounds().getLast().at()).isEqualTo(Duration.ofSeconds(59));
        assertThat(mailbox.counts().sounds()).isEqualTo(60);
        assertThat(mailbox.counts().soundsLost()).isEqualTo(40);
    }

    /// Who watches a call and does not keep up is late, not at fault.
    @Test
    void aWatcherWhoDoesNotKeepUpStillHearsThatTheCallIsOver() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) mailbox.put(new Mailbox.Watched(new ServerMessage.Stats(i, 0, 0, 0, 0)));
        mailbox.put(new Mailbox.Stop());

        Mailbox.Letter letter = mailbox.take(NO_PATIENCE);
        while (letter instanceof Mailbox.Watched) letter = mailbox.take(NO_PATIENCE);
        assertThat(letter).isEqualTo(new Mailbox.Stop());
    }

    @Test
    void whoSendsMoreThanIsReadIsToldSo() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) mailbox.put(new Mailbox.Words("{}", 0));

        assertThat(mailbox.take(NO_PATIENCE)).isInstanceOf(Mailbox.Trouble.class);
    }

    private static EncodedSound sound(int second, int bytes) {
        return new EncodedSound(
                Duration.ofSeconds(second), PhoneCoding.RATE_HZ, PhoneCoding.MU_LAW, new byte[bytes], 0);
    }
}
