package dev.attune.evaluation;

import dev.attune.fusion.StateDefinition;
import dev.attune.media.Ending;
import dev.attune.signals.Reason;
import dev.attune.signals.SpottingGrade;
import dev.attune.voice.Conversation;
import dev.attune.voice.ConversationDynamics;
import dev.attune.voice.SpeechRate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `NAME.summary.json`: what was measured, for whom, how well, and by which versions. Times are
/// milliseconds of media time, shares and probabilities 0..1. A value that was not measured is absent.
final class SummaryJson {
    static final String FORMAT = "attune.summary/1";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SummaryJson() {}

    static String render(
            RecordingFacts facts,
            String language,
            RecordingStatistics statistics,
            Ending ending,
            List<UsedModel> models,
            List<String> files) {
        var json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("attuneVersion", Build.version());
        json.put("purpose", facts.purpose().id());
        json.put("receipt", facts.receipt());
        json.put("language", language);
        recording(json.putObject("recording"), facts);
        ending(json.putObject("ending"), ending);
        if (statistics.mayHaveFaces(facts.media())) {
            frames(json.putObject("frames"), statistics);
            quality(json.putObject("quality"), statistics);
        }
        voice(json, facts, statistics.voice());
        physiology(json, statistics.body());
        var unread = json.putArray("notMeasured");
        reasons(statistics.unread(), statistics.frames())
                .forEach(reason -> unread.addObject().setAll(reason));
        var people = json.putArray("people");
        for (var person : statistics.people()) person(people.addObject(), person, statistics.frames());
        var moments = json.putObject("moments");
        moments.put("total", statistics.moments());
        var byName = moments.putObject("byName");
        statistics.momentsByName().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
        states(json.putArray("states"));
        json.putObject("thresholds").put("actionUnitPresentFrom", OpenFace.PRESENT_FROM);
        var used = json.putArray("models");
        for (var model : models) model(used.addObject(), model);
        var written = json.putArray("files");
        files.forEach(written::add);
        return JSON.writeValueAsString(json) + "\n";
    }

    /// States are our model's, not facts about people: each says so, with its window and what it needs
    /// before a number.
    private static void states(ArrayNode json) {
        for (var definition : StateDefinition.all())
            json.addObject()
                    .put("id", definition.state().id())
                    .put("modelDefined", definition.modelDefined())
                    .put("definition", definition.source().toString())
                    .put("windowMs", definition.window().toMillis())
                    .put("evidenceMs", definition.evidence().toMillis());
    }

    private static void recording(ObjectNode json, RecordingFacts facts) {
        var media = facts.media();
        json.put("file", facts.fileName());
        json.put("bytes", facts.bytes());
        json.put("kind", media.kind().name().toLowerCase(Locale.ROOT));
        if (media.kind().hasPictures()) json.put("width", media.width()).put("height", media.height());
        if (media.frameRateHz() > 0) json.put("frameRateHz", EventsJsonl.rounded(media.frameRateHz()));
        if (media.duration().isPositive()) json.put("durationMs", EventsJsonl.milliseconds(media.duration()));
        json.put("codec", media.codec());
        json.put("grayscale", media.grayscale());
    }

    private static void ending(ObjectNode json, Ending ending) {
        switch (ending) {
            case Ending.Complete complete -> json.put("complete", true);
            case Ending.CutOff cut -> {
                json.put("complete", false);
                json.put("cutOffAtMs", EventsJsonl.milliseconds(cut.at()));
                json.put("detail", cut.detail());
            }
        }
    }

    private static void frames(ObjectNode json, RecordingStatistics statistics) {
        json.put("analysed", statistics.frames());
        json.put("withFace", statistics.framesWithFace());
        json.put("read", statistics.framesRead());
        json.put("endMs", EventsJsonl.milliseconds(statistics.end()));
        json.put("measuredFrameRateHz", EventsJsonl.rounded(statistics.measuredFrameRateHz()));
        json.put("mostFacesAtOnce", statistics.mostFacesAtOnce());
    }

    /// Present when a sound track is there and the voice was asked for.
    private static void voice(ObjectNode json, RecordingFacts facts, VoiceStatistics voice) {
        if (!facts.soundTrouble().isEmpty()) json.putObject("voice").put("notRead", facts.soundTrouble());
        if (facts.sound().isEmpty()) return;
        var sound = facts.sound().get();
        var object = json.putObject("voice");
        object.put("codec", sound.codec())
                .put("sampleRateHz", sound.sampleRateHz())
                .put("channels", sound.channels());
        object.put("heardMs", EventsJsonl.milliseconds(voice.heard()));
        object.put("speechMs", EventsJsonl.milliseconds(voice.speech()));
        object.put("segments", voice.segments()).put("readings", voice.readings());
        var values = object.putObject("values");
        presentValue(values, "arousal", voice.arousal());
        presentValue(values, "angerVsNeutral", voice.anger());
        presentValue(values, "f0Hz", voice.f0Hz());
        presentValue(values, "syllablesPerSecond", voice.syllablesPerSecond());
        presentValue(values, "levelDb", voice.levelDb());
        pace(object, voice.pace());
        voice.conversation().ifPresent(conversation -> conversation(object.putObject("conversation"), conversation));
        var weak = object.putArray("notMeasured");
        for (var count : voice.reasons().mostFirst())
            weak.addObject().put("reason", count.reason().id()).put("readings", count.times());
    }

    /// Absent where nothing was said.
    private static void pace(ObjectNode voice, SpeechRate pace) {
        if (!Double.isFinite(pace.perSpokenSecond())) return;
        voice.putObject("speechRate")
                .put("syllables", pace.syllables())
                .put("pausedMs", EventsJsonl.milliseconds(pace.paused()))
                .put("perSecond", EventsJsonl.rounded(pace.perSecond()))
                .put("perSpokenSecond", EventsJsonl.rounded(pace.perSpokenSecond()))
                .put("definition", SpeechRate.definition().toString());
    }

    /// Of a recorded call. Without the other party's times there is nothing but that.
    private static void conversation(ObjectNode json, Conversation conversation) {
        json.put("lengthMs", EventsJsonl.milliseconds(conversation.length()));
        json.put("customerMs", EventsJsonl.milliseconds(conversation.customerSpoke()));
        var dynamics = conversation.dynamics();
        json.put("otherTold", dynamics.isPresent());
        dynamics.ifPresent(shared -> {
            party(json.putObject("customer"), shared.customer());
            party(json.putObject("other"), shared.other());
            json.put("overlapMs", EventsJsonl.milliseconds(shared.overlap()));
            json.put("silenceMs", EventsJsonl.milliseconds(shared.silence()));
            var holds = json.putArray("holds");
            for (var hold : shared.holds())
                holds.addObject()
                        .put("fromMs", EventsJsonl.milliseconds(hold.start()))
                        .put("toMs", EventsJsonl.milliseconds(hold.end()));
            shared.speechRate().optional().ifPresent(rate -> json.put("syllablesPerSecond", EventsJsonl.rounded(rate)));
        });
        json.put("definition", ConversationDynamics.definition().toString());
    }

    private static void party(ObjectNode json, ConversationDynamics.Party party) {
        json.put("spokenMs", EventsJsonl.milliseconds(party.spoken()))
                .put("share", EventsJsonl.rounded(party.share()))
                .put("turns", party.turns())
                .put("longestTurnMs", EventsJsonl.milliseconds(party.longestTurn()))
                .put("pauses", party.pauses())
                .put("pausedMs", EventsJsonl.milliseconds(party.paused()))
                .put("interruptions", party.interruptions());
    }

    /// Present when sensors told of the body. Not a medical measurement.
    private static void physiology(ObjectNode json, BodyStatistics body) {
        if (body.observations() == 0) return;
        var object = json.putObject("physiology");
        object.put("observations", body.observations());
        var devices = object.putArray("devices");
        body.devices().forEach(devices::add);
        var values = object.putObject("values");
        for (var value : BodyValue.values()) presentValue(values, value.id(), body.of(value));
    }

    private static void presentValue(ObjectNode values, String name, RunningValue value) {
        if (!value.isEmpty()) value(values.putObject(name), value);
    }

    private static void quality(ObjectNode json, RecordingStatistics statistics) {
        json.put("grade", statistics.grade().id());
        json.put("coverage", EventsJsonl.rounded(statistics.coverage()));
        json.put("missingFace", EventsJsonl.rounded(statistics.missingFace()));
    }

    private static List<ObjectNode> reasons(ReasonCounts frames, long all) {
        return frames.mostFirst().stream()
                .map(count -> JSON.createObjectNode()
                        .put("reason", count.reason().id())
                        .put("frames", count.times())
                        .put("share", EventsJsonl.rounded((double) count.times() / all)))
                .toList();
    }

    private static void person(ObjectNode json, PersonStatistics person, long frames) {
        json.put("trackId", person.trackId());
        json.put("firstSeenMs", EventsJsonl.milliseconds(person.firstSeen()));
        json.put("lastSeenMs", EventsJsonl.milliseconds(person.lastSeen()));
        json.put("framesSeen", person.framesSeen());
        json.put("framesRead", person.framesRead());
        json.put("baseline", person.baseline().id());
        json.put("delayMs", EventsJsonl.milliseconds(person.delay()));
        var values = json.putObject("values");
        for (var signal : Signal.ALL) {
            var value = person.values(signal);
            if (!value.isEmpty()) value(values.putObject(signal.id()), value);
        }
        pulse(json, person);
        spotting(json, person);
        var abstained = json.putArray("notMeasured");
        reasons(person.abstentions(), frames)
                .forEach(reason -> abstained.addObject().setAll(reason));
        var weakened = json.putArray("weakenedBy");
        reasons(person.qualityReasons(), frames)
                .forEach(reason -> weakened.addObject().setAll(reason));
    }

    /// Absent when the skin was not read. Not a medical measurement.
    private static void pulse(ObjectNode json, PersonStatistics person) {
        long refused = person.pulseRefusals().total();
        long readings = person.pulse().count() + refused;
        if (readings == 0) return;
        var pulse = json.putObject("pulse");
        pulse.put("unit", "beats per minute");
        pulse.put("readings", readings);
        pulse.put("measured", person.pulse().count());
        if (!person.pulse().isEmpty()) {
            pulse.put("mean", EventsJsonl.rounded(person.pulse().mean()));
            pulse.put("min", EventsJsonl.rounded(person.pulse().least()));
            pulse.put("max", EventsJsonl.rounded(person.pulse().most()));
        }
        var reasons = pulse.putObject("notMeasured");
        for (var count : person.pulseRefusals().mostFirst())
            reasons.put(count.reason().id(), count.times());
    }

    private static void spotting(ObjectNode json, PersonStatistics person) {
        var status = person.spotting();
        if (status == null) return;
        var spotting = json.putObject("microExpressions");
        spotting.put("grade", status.grade().id());
        if (status.grade() == SpottingGrade.NOT_MEASURABLE) spotting.put("reason", Reason.FRAME_RATE_TOO_LOW.id());
        spotting.put("measuredFps", EventsJsonl.rounded(status.measuredHz()));
        spotting.put("neededFps", EventsJsonl.rounded(status.neededHz()));
    }

    private static void value(ObjectNode json, RunningValue value) {
        json.put("frames", value.count());
        json.put("mean", EventsJsonl.rounded(value.mean()));
        json.put("min", EventsJsonl.rounded(value.least()));
        json.put("minAtMs", EventsJsonl.milliseconds(value.leastAt()));
        json.put("max", EventsJsonl.rounded(value.most()));
        json.put("maxAtMs", EventsJsonl.milliseconds(value.mostAt()));
    }

    private static void model(ObjectNode json, UsedModel model) {
        json.put("id", model.reference().id());
        json.put("version", model.reference().version());
        if (!model.licence().isEmpty()) json.put("licence", model.licence());
        if (!model.sha256().isEmpty()) json.put("sha256", model.sha256());
    }
}
