package dev.attune.server.connectors;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import tools.jackson.databind.JsonNode;

/// WeCom (企业微信) external contacts. There are no fields of others, so the signal is a tag, and a task is a message to
/// the member of staff; an external contact is made by adding a person in the app only, so the pseudonym must be
/// WeCom's own `external_userid`. Every answer is 200 with an `errcode` inside.
final class WeCom implements Connector {
    private static final String API = "/cgi-bin/";
    private static final int BLOCK = 32; // of the padding, whatever AES says
    private static final int RANDOM_BYTES = 16;

    private final ConnectorConfig config;
    private final CrmHttp http;

    WeCom(ConnectorConfig config, CrmHttp http) {
        this.config = config;
        this.http = http;
    }

    @Override
    public String check() {
        token();
        return "WeCom " + config.value("corpId");
    }

    @Override
    public UpsertResult upsertContact(ContactKey key, Map<String, String> fields) {
        var known = key.known();
        var contact = known == null ? new ExternalId(key.subject()) : known;
        String token = token();
        if (known == null) external(contact, token);
        String signal = fields.get(EmoFields.SIGNAL);
        if (signal != null) {
            String change = signal.equals(EmoFields.Signal.NEEDS_HELP.id()) ? "add_tag" : "remove_tag";
            post(
                    "externalcontact/mark_tag",
                    token,
                    Map.of(
                            "userid",
                            config.value("staffId"),
                            "external_userid",
                            contact.value(),
                            change,
                            List.of(config.value("needsHelpTagId"))));
        }
        return new UpsertResult(contact, false);
    }

    private JsonNode external(ExternalId contact, String token) {
        return checked(http.get("%sexternalcontact/get?access_token=%s&external_userid=%s"
                .formatted(API, CrmHttp.encoded(token), CrmHttp.encoded(contact.value()))));
    }

    @Override
    public Map<String, String> read(ExternalId contact, Set<String> fields) {
        for (var staff : external(contact, token()).path("follow_user"))
            if (staff.path("userid").asString("").equals(config.value("staffId")))
                for (var tag : staff.path("tags"))
                    if (tag.path("tag_id").asString("").equals(config.value("needsHelpTagId")))
                        return fields.contains(EmoFields.SIGNAL)
                                ? Map.of(EmoFields.SIGNAL, EmoFields.Signal.NEEDS_HELP.id())
                                : Map.of();
        return Map.of();
    }

    @Override
    public ExternalRef appendTimelineEvent(ExternalId contact, TimelineEntry entry) {
        throw CrmFailure.never("WeCom has no timeline that others may write to");
    }

    @Override
    public ExternalRef createTask(ExternalId contact, TaskSpec task) {
        var body = new LinkedHashMap<String, Object>();
        body.put("touser", config.value("staffId"));
        body.put("msgtype", "text");
        body.put("agentid", Long.valueOf(config.value("agentId")));
        body.put("text", Map.of("content", "%s (%s)\n%s".formatted(task.title(), task.due(), task.body())));
        body.put("enable_duplicate_check", 1); // the same text is not sent twice
        body.put("duplicate_check_interval", 14400); // seconds, the most that WeCom knows
        return new ExternalRef(
                "message", post("message/send", token(), body).path("msgid").asString(""), null);
    }

    @Override
    public ErasureResult erase(ExternalId contact, List<ExternalRef> made) {
        String token = token();
        var left = new ArrayList<String>();
        for (var ref : made)
            if (ref.kind().equals("message"))
                try {
                    post("message/recall", token, Map.of("msgid", ref.id())); // possible for 24 hours
                } catch (CrmFailure e) {
                    if (e.kind() == CrmFailure.Kind.LATER || e.kind() == CrmFailure.Kind.REVOKED) throw e;
                    left.add("a message to staff that is too old to be recalled");
                }
        upsertContact(new ContactKey("", contact), EmoFields.cleared());
        if (!read(contact, EmoFields.ALL).isEmpty()) left.add("the tag");
        return ErasureResult.of(left);
    }

    /// Calls are AES-encrypted XML; the signature covers token, time, nonce and cipher text.
    @Override
    public List<InboundEvent> onWebhook(InboundRequest request) {
        String xml = decrypted(request, element(request.text(), "Encrypt"));
        String change = element(xml, "ChangeType");
        return List.of(
                switch (change) {
                    case "del_external_contact", "del_follow_user" -> new InboundEvent.Noticed(change);
                    default -> new InboundEvent.Noticed(element(xml, "Event"));
                });
    }

    /// What WeCom wants to hear before it calls an address: the echo it sent, decrypted.
    String echo(InboundRequest request) {
        return decrypted(request, request.query().getOrDefault("echostr", ""));
    }

    private String decrypted(InboundRequest request, String encrypted) {
        String signed = Stream.of(
                        config.value("callbackToken"),
                        request.query().getOrDefault("timestamp", ""),
                        request.query().getOrDefault("nonce", ""),
                        encrypted)
                .sorted()
                .collect(Collectors.joining());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(signed.getBytes(StandardCharsets.UTF_8));
            Signatures.require(request.query().get("msg_signature"), Signatures.hex(hash));
            byte[] key = Base64.getDecoder().decode(config.value("encodingAesKey") + "=");
            var cipher = Cipher.getInstance("AES/CBC/NoPadding"); // WeCom's own scheme, which the signature guards
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(Arrays.copyOf(key, RANDOM_BYTES)));
            byte[] plain = cipher.doFinal(Base64.getDecoder().decode(encrypted));
            int padding = plain.length == 0 ? 0 : plain[plain.length - 1];
            int end = plain.length - (padding < 1 || padding > BLOCK ? 0 : padding);
            if (end < RANDOM_BYTES + Integer.BYTES) throw CrmFailure.never("the call cannot be decrypted");
            var buffer = ByteBuffer.wrap(plain, 0, end);
            buffer.position(RANDOM_BYTES);
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) throw CrmFailure.never("the call cannot be decrypted");
            var message = new byte[length];
            buffer.get(message);
            var receiver = new byte[buffer.remaining()];
            buffer.get(receiver);
            Signatures.require(new String(receiver, StandardCharsets.UTF_8), config.value("corpId"));
            return new String(message, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw CrmFailure.never("the call cannot be decrypted");
        }
    }

    /// The text of the first element of this name; empty where there is none.
    private static String element(String xml, String name) {
        var factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext())
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals(name)) return reader.getElementText();
            return "";
        } catch (XMLStreamException e) {
            throw CrmFailure.never("the call is not XML");
        }
    }

    private String token() {
        String token = checked(http.get("%sgettoken?corpid=%s&corpsecret=%s"
                        .formatted(
                                API,
                                CrmHttp.encoded(config.value("corpId")),
                                CrmHttp.encoded(config.value("corpSecret")))))
                .path("access_token")
                .asString("");
        if (token.isEmpty()) throw CrmFailure.revoked("no token was given. Connect it again");
        return token;
    }

    private JsonNode post(String path, String token, Object body) {
        return checked(http.post("%s%s?access_token=%s".formatted(API, path, CrmHttp.encoded(token)), body));
    }

    private static JsonNode checked(JsonNode answer) {
        int code = answer.path("errcode").asInt(0);
        if (code == 0) return answer;
        String what = "it answered 200 with an error inside (%d)".formatted(code);
        throw switch (code) {
            case -1, 45009, 45033 -> CrmFailure.later(what, null); // busy, too often, too many at once
            case 40001, 40013, 40014, 42001 -> CrmFailure.revoked(what + ". Connect it again");
            case 84061 -> CrmFailure.gone(what); // no such external contact
            default -> CrmFailure.never(what);
        };
    }
}
