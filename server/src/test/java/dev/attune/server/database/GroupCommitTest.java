package dev.attune.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class GroupCommitTest extends ServerTest {
    @Autowired
    private GroupCommit writes;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void aRowThatCannotBeMadeIsToldAndTakesNoOtherAlong() {
        String name = "made-" + UUID.randomUUID();

        var rows = Tenant.DEFAULT.get(() -> List.of(add(name + 1), addBroken(name), add(name + 2)));

        assertThat(rows.get(0)).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(rows.get(1)).failsWithin(20, TimeUnit.SECONDS);
        assertThat(rows.get(2)).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(Tenant.DEFAULT.<CompletableFuture<Void>>get(() -> add(name + 3)))
                .succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(Tenant.DEFAULT.<List<String>>get(() -> jdbc.queryForList(
                        "select type from event_schema where type like ? order by type", String.class, name + "%")))
                .containsExactly(name + 1, name + 2, name + 3);
    }

    private CompletableFuture<Void> add(String name) {
        return writes.addAndTell("insert into event_schema (type, schema, changed_at) values (?, '{}', now())", name);
    }

    private CompletableFuture<Void> addBroken(String name) {
        return writes.addAndTell(
                "insert into event_schema (type, schema, changed_at) values (?, '{}', now())",
                (GroupCommit.Late) () -> {
                    throw new IllegalStateException(name + " cannot be made");
                });
    }
}
