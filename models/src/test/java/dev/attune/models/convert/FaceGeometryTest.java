package dev.attune.models.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FaceGeometryTest {
    @Test
    void readsBackWhatTheWriterWrote() {
        byte[] bytes = new ProtobufWriter()
                .integer(1, 300)
                .real(2, -1.5f)
                .message(3, new ProtobufWriter().integer(1, -1))
                .toBytes();

        var reader = new ProtobufReader(ByteBuffer.wrap(bytes));

        assertThat(reader.next()).isTrue();
        assertThat(reader.integer()).isEqualTo(300);
        assertThat(reader.next()).isTrue();
        assertThat(reader.real()).isEqualTo(-1.5f);
        assertThat(reader.next()).isTrue();
        assertThat(reader.field()).isEqualTo(3);
        var nested = reader.message();
        assertThat(nested.next()).isTrue();
        assertThat(nested.integer()).isEqualTo(-1);
        assertThat(nested.next()).isFalse();
        assertThat(reader.next()).isFalse();
    }

    @Test
    void refusesAFieldOfAnotherType() {
        var reader = new ProtobufReader(
                ByteBuffer.wrap(new ProtobufWriter().integer(4, 1).toBytes()));
        reader.next();
        assertThatThrownBy(reader::real).hasMessage("field 4 has wire type 0, expected 5");
    }

    @Test
    void refusesAMessageLongerThanItsContainer() {
        var reader = new ProtobufReader(ByteBuffer.wrap(new byte[] {0x0A, 9, 1}));
        reader.next();
        assertThatThrownBy(reader::message).hasMessage("field 1 claims 9 bytes, but 1 are left");
    }

    @Test
    void refusesANumberThatIsCutOff() {
        var reader = new ProtobufReader(ByteBuffer.wrap(new byte[] {0x08, (byte) 0x80}));
        reader.next();
        assertThatThrownBy(reader::integer).hasMessage("the message ends inside a number");
    }

    @Test
    void refusesPackedAssetsThatAreTooShort() {
        assertThatThrownBy(() -> FaceGeometry.read(new byte[1000])).hasMessageContaining("got 1000");
    }
}
