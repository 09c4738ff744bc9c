using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Metrology.Core.Words;

namespace Metrology.Core.Ledger;

/// <summary>
/// Text with signatures under it, as transparency logs sign their checkpoints (C2SP signed-note): the text, an empty line, and "— NAME BASE64" for each
/// signature, where the bytes are four of the key's id and the signature. Keys are ECDSA on P-256; their id is the beginning of SHA-256 over the
/// SubjectPublicKeyInfo, signatures are DER over SHA-256 of the text.
/// </summary>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>A note is a few lines; more is none of ours.</summary>
    public const int Longest = 16_384;

    private const string Mark = "— ";
    private const int KeyIdLength = 4;

    private static readonly Refusal Malformed = Refusal.Of("ledger.note-malformed", "这不是签名的检查点。", "This is no signed checkpoint.");

    public override string ToString() =>
        $"{Text}\n{string.Concat(Signatures.Select(one => $"{Mark}{one.Name} {Convert.ToBase64String([.. one.KeyId, .. one.Bytes])}\n"))}";

    /// <param name="text">Ends with a line feed and has no empty line.</param>
    public static SignedNote Sign(string text, string name, ECDsa key)
    {
        var signature = key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new(text, [new(name, KeyIdOf(key), signature)]);
    }

    /// <summary>Refuses with "ledger.note-malformed".</summary>
    public static Outcome<SignedNote> Parse(string note)
    {
        var gap = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (note.Length > Longest || gap < 0 || gap + 2 == note.Length || !note.EndsWith('\n'))
            return Malformed;
        var signatures = new List<NoteSignature>();
        foreach (var line in note[(gap + 2)..^1].Split('\n'))
        {
            if (!line.StartsWith(Mark, StringComparison.Ordinal) || line[Mark.Length..].Split(' ') is not [{ Length: > 0 } name, var base64]
                || !Base64.IsValid(base64) || Convert.FromBase64String(base64) is not { Length: > KeyIdLength } bytes)
                return Malformed;
            signatures.Add(new(name, bytes[..KeyIdLength], bytes[KeyIdLength..]));
        }

        return new SignedNote(note[..(gap + 1)], signatures);
    }

    /// <summary>Whether the key of that name signed this text. The first signature of the key decides; those of others are passed over.</summary>
    public bool IsSignedBy(string name, ECDsa key)
    {
        var id = KeyIdOf(key);
        return Signatures.FirstOrDefault(one => one.Name == name && one.KeyId.AsSpan().SequenceEqual(id)) is { } own
            && key.VerifyData(Encoding.UTF8.GetBytes(Text), own.Bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static byte[] KeyIdOf(ECDsa key) => SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..KeyIdLength];
}

/// <param name="KeyId">Tells which key is meant; no proof of anything.</param>
public sealed record NoteSignature(string Name, byte[] KeyId, byte[] Bytes);
