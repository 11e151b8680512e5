package dev.attune.text.personaldata;

import java.util.List;

/// E-mail addresses, account names with @, and IP addresses.
final class Addresses implements Detector {
    private static final int SHORTEST_HANDLE = 3;
    private static final int LONGEST_GROUP = 4;

    @Override
    public void find(Skeleton skeleton, List<Finding> found) {
        var text = skeleton.text();
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) around(text, at, found);
        if (text.indexOf('.') >= 0 || text.indexOf(':') >= 0) internet(skeleton, found);
    }

    private static void around(String text, int at, List<Finding> found) {
        int start = at;
        while (start > 0 && isLocal(text.charAt(start - 1))) start--;
        int end = at + 1;
        while (end < text.length() && isDomain(text.charAt(end))) end++;
        while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) end--;
        int dot = text.substring(at + 1, end).indexOf('.');
        if (start < at && dot > 0) {
            found.add(new Finding(PersonalDataKind.EMAIL, start, end));
            return;
        }
        int name = at + 1;
        while (name < text.length() && isHandle(text.charAt(name))) name++;
        if (start == at && name - at - 1 >= SHORTEST_HANDLE) found.add(new Finding(PersonalDataKind.HANDLE, at, name));
    }

    private static boolean isLocal(char c) {
        boolean letter = Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
        return letter || "._%+'-".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) && !Character.isIdeographic(c) || c == '.' || c == '-';
    }

    private static boolean isHandle(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private static void internet(Skeleton skeleton, List<Finding> found) {
        var text = skeleton.text();
        int start = 0;
        while (start < text.length()) {
            if (!isInternet(text.charAt(start))) {
                start++;
                continue;
            }
            int end = start;
            while (end < text.length() && isInternet(text.charAt(end))) end++;
            int last = end;
            while (last > start && text.charAt(last - 1) == '.') last--; // the end of a sentence
            if (last > start && skeleton.standsAlone(start, last)) {
                var candidate = text.substring(start, last);
                if (isVersion4(candidate) || isVersion6(candidate))
                    found.add(new Finding(PersonalDataKind.IP_ADDRESS, start, last));
            }
            start = end;
        }
    }

    private static boolean isInternet(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' || c == '.' || c == ':';
    }

    private static boolean isVersion4(String candidate) {
        if (candidate.length() > 15) return false;
        var parts = candidate.split("\\.", -1);
        if (parts.length != 4) return false;
        for (var part : parts)
            if (part.isEmpty()
                    || part.length() > 3
                    || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(part) > 255) return false;
        return true;
    }

    /// Eight groups, or fewer with one `::` and at least two groups written; times such as 12:30:45 are neither.
    private static boolean isVersion6(String candidate) {
        if (candidate.length() > 45 || candidate.indexOf('.') >= 0) return false;
        boolean shortened = candidate.contains("::");
        if (candidate.indexOf("::") != candidate.lastIndexOf("::") || candidate.contains(":::")) return false;
        int groups = 0;
        for (var group : candidate.split(":", -1)) {
            if (group.length() > LONGEST_GROUP) return false;
            if (!group.isEmpty()) groups++;
            else if (!shortened) return false;
        }
        return shortened ? groups >= 2 && groups < 8 : groups == 8;
    }
}
