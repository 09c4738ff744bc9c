using System.Globalization;
using System.Text.Json;

namespace Metrology.Core.Files;

/// <summary>Values of files that programs write: one spelling each.</summary>
internal sealed partial class JsonCursor
{
    /// <summary>A text, be it empty.</summary>
    public string AsAnyText()
    {
        if (TextOrNull is { } text)
            return text;
        Problem("此处应为文字", "a text is expected here");
        return "";
    }

    public string AnyText(string name) => Required(name, member => member.AsAnyText(), "");

    public string? OptionalText(string name) => Optional(name)?.AsAnyText();

    /// <summary>A whole number, written as a number.</summary>
    public long AsInteger(long least, long most)
    {
        if (Kind == JsonValueKind.Number && element.TryGetInt64(out var value) && value >= least && value <= most)
            return value;
        Problem($"此处应为 {least} 至 {most} 的整数", $"a whole number from {least} to {most} is expected here");
        return least;
    }

    /// <summary>An instant of ISO 8601 with its offset: a local time is no instant.</summary>
    public DateTimeOffset AsInstant()
    {
        if (TextOrNull is { } text && WrittenInstants.IsWhole(text) && element.TryGetDateTimeOffset(out var instant))
            return instant;
        Problem("此处应为带时区的 ISO 8601 时刻", "an instant of ISO 8601 with its offset is expected here");
        return default;
    }

    /// <summary>A time elapsed, "[d.]hh:mm:ss[.fffffff]".</summary>
    public TimeSpan AsElapsed()
    {
        if (TimeSpan.TryParseExact(TextOrNull, "c", CultureInfo.InvariantCulture, out var elapsed))
            return elapsed;
        Problem("此处应为 hh:mm:ss 形式的时长", "a time elapsed as hh:mm:ss is expected here");
        return default;
    }

    /// <summary>Bytes in hexadecimal, as the text they are written in.</summary>
    public string AsHex()
    {
        if (TextOrNull is { } text && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
            return text;
        Problem("此处应为十六进制字节", "bytes in hexadecimal are expected here");
        return "";
    }

    /// <summary>One of the words, as it is written.</summary>
    public string AsOneOf(params IReadOnlyList<string> words)
    {
        if (TextOrNull is { } text && words.Contains(text))
            return text;
        var known = string.Join(", ", words);
        Problem($"此处应为以下之一：{known}", $"one of these is expected here: {known}");
        return words[0];
    }

    /// <summary>The value itself, for a reader that takes it as it is.</summary>
    public JsonElement AsWritten() => element.Clone();
}
