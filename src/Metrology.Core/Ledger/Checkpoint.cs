using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Metrology.Core.Words;

namespace Metrology.Core.Ledger;

/// <summary>
/// What a ledger was at a moment (C2SP tlog-checkpoint): its name, its size and its root; signed, it commits the institution to every entry up to there. The
/// time is a line of our own.
/// </summary>
/// <param name="Origin">Name of the ledger, without spaces.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root, DateTimeOffset At)
{
    private const int HashLength = 32;

    private static readonly Refusal Malformed = Refusal.Of("ledger.checkpoint-malformed", "签名的文本不是检查点。", "The text that was signed is no checkpoint.");

    public string ToText() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\ntime {At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n");

    /// <summary>What a signed note says, when this key signed it under the name of its ledger; null of everything else.</summary>
    public static Checkpoint? SignedBy(ECDsa key, string note) =>
        SignedNote.Parse(note) is { IsRefused: false, Value: var signed } && Parse(signed.Text) is { IsRefused: false, Value: var said } && signed.IsSignedBy(said.Origin, key) ? said : null;

    /// <summary>Refuses with "ledger.checkpoint-malformed".</summary>
    public static Outcome<Checkpoint> Parse(string text) =>
        text.Split('\n') is [{ Length: > 0 } origin, var size, var root, ['t', 'i', 'm', 'e', ' ', .. var time], ""]
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && Base64.IsValid(root) && Convert.FromBase64String(root) is { Length: HashLength } hash
        && DateTimeOffset.TryParseExact(time, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new Checkpoint(origin, count, hash, at)
            : Malformed;
}
