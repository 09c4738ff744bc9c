using System.Security.Cryptography;
using System.Text;
using Metrology.Core.Ledger;
using Metrology.Testing;

namespace Metrology.Core.Tests.Ledger;

/// <summary>Signed notes: those of a public log that others signed, and our own judged by OpenSSL.</summary>
public sealed class NoteTests
{
    private const string Log = "rekor.sigstore.dev";

    /// <summary>Public key of Rekor, the log of Sigstore.</summary>
    private const string LogKey = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2G2Y+2tabdTV5BcGiBIx0a9fAFwrkBbmLSGtks4L3qX6yYY0zufBnhC8Ur/iy55GhWP/9A/bY2LhC30M9+RYtw==";

    /// <summary>Checkpoints that Rekor published in January 2023 and February 2024.</summary>
    public static TheoryData<string> Published =>
    [
        "rekor.sigstore.dev - 2605736670972794746\n64319120\nW7/06fgDSjOxApliccDgG4fKqDxExG6JO0e4FGf9gIw=\nTimestamp: 1706845443714164712\n\n— rekor.sigstore.dev wNI9ajBFAiEAnduIhP1Jjz8E0ZAP8e1x0aKqzJCtmWZyV1mRJB/PlOoCIBoeHdjeONYmxlD2Za7sU0NeK/60skNnwoelsa3m2M8z\n",
        "rekor.sigstore.dev - 2605736670972794746\n6915767\nIDKYzW3/yaZoFrPpz2HKEReyArFz47FmWC3Z9REfsCY=\nTimestamp: 1673599771028600100\n\n— rekor.sigstore.dev wNI9ajBFAiBcmpywRj3UZCOMIzwlHzd5eNYEG1rQgX5VKhHAqM49iQIhAPxul/hYfn7wHRCh8/LTXFpLbB3vieU4mqLEPZSUdX4L\n",
    ];

    [Theory]
    [MemberData(nameof(Published))]
    public void A_checkpoint_of_a_public_log_verifies_and_a_changed_one_does_not(string published)
    {
        using var key = Key(LogKey);
        var note = SignedNote.Parse(published).Value;
        Assert.Equal(published, note.ToString());
        Assert.True(note.IsSignedBy(Log, key));
        Assert.False((note with { Text = note.Text.Replace("Timestamp: 1", "Timestamp: 2", StringComparison.Ordinal) }).IsSignedBy(Log, key));
        Assert.False(note.IsSignedBy("rekor.example", key));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(note.IsSignedBy(Log, other));
    }

    [Fact]
    public void Our_own_signature_is_good_for_OpenSSL()
    {
        Assert.SkipWhen(ForeignProgram.Missing("openssl") is not null, ForeignProgram.Missing("openssl") ?? "");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var checkpoint = new Checkpoint("metrology-ledger/test", 17, MerkleTree.Root([]), new(2026, 11, 26, 21, 30, 5, TimeSpan.Zero));
        var note = SignedNote.Parse(SignedNote.Sign(checkpoint.ToText(), checkpoint.Origin, key).ToString()).Value;
        Assert.True(note.IsSignedBy(checkpoint.Origin, key));
        Assert.Equal(checkpoint.ToText(), Checkpoint.Parse(note.Text).Value.ToText());

        var folder = Directory.CreateTempSubdirectory("metrology-note-").FullName;
        string In(string name) => Path.Combine(folder, name);
        File.WriteAllText(In("text"), note.Text);
        File.WriteAllBytes(In("signature"), note.Signatures.Single().Bytes);
        File.WriteAllText(In("key.pem"), key.ExportSubjectPublicKeyInfoPem());
        var judged = ForeignProgram.Run("openssl", "dgst", "-sha256", "-verify", In("key.pem"), "-signature", In("signature"), In("text"));
        Assert.Equal((0, "Verified OK"), (judged.ExitCode, judged.Output.Trim()));
        File.WriteAllText(In("text"), note.Text.Replace("17", "18", StringComparison.Ordinal));
        Assert.NotEqual(0, ForeignProgram.Run("openssl", "dgst", "-sha256", "-verify", In("key.pem"), "-signature", In("signature"), In("text")).ExitCode);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n- name AAAAAAAA\n")]
    [InlineData("text\n\n— name\n")]
    [InlineData("text\n\n— name !!!!\n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n— name AAAAAAAA")]
    [InlineData("text\n\n— name AAAAAAAA\n— \n")]
    public void What_is_no_note_is_refused(string text) => Assert.Equal("ledger.note-malformed", SignedNote.Parse(text).Refusal?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("o\n1\nAAAA\ntime 2026-11-26T21:30:05Z\n")]
    [InlineData("o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-11-26T21:30:05Z\n")]
    [InlineData("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime today\n")]
    [InlineData("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    public void What_is_no_checkpoint_is_refused(string text) => Assert.Equal("ledger.checkpoint-malformed", Checkpoint.Parse(text).Refusal?.Code);

    /// <summary>The bytes of an entry never change: old ledgers are hashed again for ever. In the first form a changed row did not say what it was before.</summary>
    [Theory]
    [InlineData(1, "b8248faf")]
    [InlineData(2, "827a638f")]
    public void An_entry_has_these_bytes_and_no_others(int form, string leaf)
    {
        var (hash, replaced) = (SHA256.HashData("row"u8), SHA256.HashData("former"u8));
        var entry = new LedgerText(
            2, SHA256.HashData("before"u8),
            [new(RowAct.Added, "Certificate", "7", hash), new(RowAct.Changed, "NumberRange", "MN-JD,2026", hash, form == 1 ? null : replaced), new(RowAct.Removed, "StandardEquipment", "1,%E7%94%B2", hash)], form);
        var (row, before, former) = (Convert.ToHexStringLower(hash), Convert.ToHexStringLower(SHA256.HashData("before"u8)), form == 1 ? "" : " " + Convert.ToHexStringLower(replaced));
        var pinned = $"""
            metrology-ledger {form}
            index 2
            previous {before}
            + Certificate 7 {row}
            = NumberRange MN-JD,2026 {row}{former}
            - StandardEquipment 1,%E7%94%B2 {row}

            """.ReplaceLineEndings("\n");
        Assert.Equal(pinned, Encoding.UTF8.GetString(entry.ToBytes()));
        Assert.Equal(leaf, Convert.ToHexStringLower(MerkleTree.LeafHash(entry.ToBytes()))[..8]);
        var read = LedgerText.Parse(entry.ToBytes()).Value;
        Assert.Equal((entry.Index, Convert.ToHexString(entry.Previous)), (read.Index, Convert.ToHexString(read.Previous)));
        Assert.Equal(form, read.Form);
        Assert.Equal(entry.Lines.Select(Said), read.Lines.Select(Said));

        static (RowAct, string, string, string, string?) Said(LedgerLine line) =>
            (line.Act, line.Kind, line.Key, Convert.ToHexStringLower(line.Hash), line.Former is null ? null : Convert.ToHexStringLower(line.Former));
    }

    [Theory]
    [InlineData("metrology-ledger 3\nindex 0\nprevious {0}\n")]
    [InlineData("metrology-ledger 2\nindex 0\nprevious {0}\n= Kind 1 {0}\n")]
    [InlineData("metrology-ledger 2\nindex 0\nprevious {0}\n+ Kind 1 {0} {0}\n")]
    [InlineData("metrology-ledger 2\nindex 0\nprevious {0}\n= Kind 1 {0} {0} {0}\n")]
    [InlineData("metrology-ledger 1\nindex 0\nprevious {0}\n= Kind 1 {0} {0}\n")]
    [InlineData("metrology-ledger 1\nindex 00\nprevious {0}\n")]
    [InlineData("metrology-ledger 1\nindex 0\nprevious {0}")]
    [InlineData("metrology-ledger 1\nindex 0\nprevious {0}\n\n")]
    [InlineData("metrology-ledger 1\nindex 0\nprevious {0}\n* Kind 1 {0}\n")]
    [InlineData("metrology-ledger 1\nindex 0\nprevious {0}\n+ Kind {0}\n")]
    [InlineData("metrology-ledger 1\nindex 0\nprevious 00\n")]
    public void What_is_no_entry_is_refused(string text) =>
        Assert.Equal("ledger.malformed", LedgerText.Parse(Encoding.UTF8.GetBytes(text.Replace("{0}", new string('0', 64), StringComparison.Ordinal))).Refusal?.Code);

    private static ECDsa Key(string base64)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(base64), out _);
        return key;
    }
}
