using System.Globalization;
using System.Text;
using Metrology.Core.Words;

namespace Metrology.Core.Ledger;

/// <summary>What became of a row.</summary>
public enum RowAct
{
    Added,
    Changed,
    Removed,
}

/// <summary>One row that a transaction touched.</summary>
/// <param name="Kind">What the row is, such as "Certificate".</param>
/// <param name="Key">Which one: the parts of its key, each percent-encoded, with commas between them.</param>
/// <param name="Hash">SHA-256 of the row as it is after; of a removed one, as it was.</param>
/// <param name="Replaced">SHA-256 of the row as it was before; null of an added one, and of a changed one in an entry of the first form, which did not say it.</param>
public sealed record LedgerLine(RowAct Act, string Kind, string Key, byte[] Hash, byte[]? Replaced = null)
{
    /// <summary>What the row was before by this line; null where it says nothing of it.</summary>
    public byte[]? Former => Act == RowAct.Removed ? Hash : Replaced;
}

/// <summary>
/// An entry of the ledger as bytes: what one transaction did to the legal records, and the leaf hash of the entry before it. Lines of UTF-8 text, so that
/// everybody can read one and hash it again; docs/formats/ledger.md has the form. Parsing takes exactly what writing gives.
/// </summary>
/// <param name="Index">From 0.</param>
/// <param name="Previous">Leaf hash of the entry before; 32 zeros for the first.</param>
/// <param name="Form">1 or 2. In the second a changed row also names the state that it replaces. Only that one is written; the first is read for ever.</param>
public sealed record LedgerText(long Index, byte[] Previous, IReadOnlyList<LedgerLine> Lines, int Form = LedgerText.Newest)
{
    /// <summary>The form that is written.</summary>
    public const int Newest = 2;

    private const string Head = "metrology-ledger ";
    private const int HashLength = 32;
    private const string Acts = "+=-";

    private static readonly Refusal Malformed = Refusal.Of("ledger.malformed", "这不是台账条目。", "This is no entry of a ledger.");

    public byte[] ToBytes()
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{Head}{Form}\n")
            .Append(CultureInfo.InvariantCulture, $"index {Index}\n")
            .Append(CultureInfo.InvariantCulture, $"previous {Convert.ToHexStringLower(Previous)}\n");
        foreach (var line in Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Acts[(int)line.Act]} {line.Kind} {line.Key} {Convert.ToHexStringLower(line.Hash)}");
            if (NamesReplaced(Form, line.Act))
                text.Append(CultureInfo.InvariantCulture, $" {Convert.ToHexStringLower(line.Replaced ?? throw new InvalidOperationException($"{line.Kind} {line.Key} is changed and does not say what it was."))}");
            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Refuses with "ledger.malformed" what these bytes cannot have been.</summary>
    public static Outcome<LedgerText> Parse(ReadOnlySpan<byte> bytes)
    {
        if (Read(Encoding.UTF8.GetString(bytes).Split('\n')) is { } entry && bytes.SequenceEqual(entry.ToBytes()))
            return entry;
        return Malformed;
    }

    private static LedgerText? Read(string[] lines)
    {
        if (lines is not [var head, var index, var previous, .. var rows, ""]
            || FormOf(head) is not { } form
            || !index.StartsWith("index ", StringComparison.Ordinal) || !long.TryParse(index.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !previous.StartsWith("previous ", StringComparison.Ordinal) || Hash(previous[9..]) is not { } before)
            return null;
        var read = new List<LedgerLine>(rows.Length);
        foreach (var row in rows)
        {
            if (row.Split(' ') is not [[var mark], { Length: > 0 } kind, var key, var hash, .. var more] || Acts.IndexOf(mark, StringComparison.Ordinal) is var act && act < 0 || Hash(hash) is not { } sum)
                return null;
            var replaced = more is [var former] ? Hash(former) : null;
            if (more.Length > 1 || NamesReplaced(form, (RowAct)act) != (replaced is not null))
                return null;
            read.Add(new((RowAct)act, kind, key, sum, replaced));
        }

        return new(number, before, read, form);
    }

    /// <summary>The line of a changed row says the state before too.</summary>
    private static bool NamesReplaced(int form, RowAct act) => form > 1 && act == RowAct.Changed;

    private static int? FormOf(string head) => head switch
    {
        Head + "1" => 1,
        Head + "2" => 2,
        _ => null,
    };

    private static byte[]? Hash(string hex) => hex.Length == 2 * HashLength && hex.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(hex) : null;
}
