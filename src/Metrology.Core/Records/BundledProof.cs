using System.Text;
using Metrology.Core.Ledger;
using Metrology.Core.Words;

namespace Metrology.Core.Records;

/// <summary>The proof of the ledger for a certificate, as a part of its record's bundle.</summary>
/// <param name="Number">Of the certificate.</param>
public sealed record BundledProof(string Number, LedgerProof Proof)
{
    /// <summary>A record has one certificate, and one more for each correction.</summary>
    public const int Most = 64;

    private const string Folder = "proofs/", Extension = ".txt";

    /// <summary>Name of the part.</summary>
    public string Name => $"{Folder}{Number}{Extension}";

    public static bool IsName(string name) =>
        name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal) && name.IndexOf('/', Folder.Length) < 0;

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(Proof.ToString());

    /// <summary>Refuses what is no proof, as <see cref="LedgerProof.Parse"/> does.</summary>
    public static Outcome<BundledProof> Read(string name, byte[] bytes)
    {
        var proof = LedgerProof.Parse(Encoding.UTF8.GetString(bytes));
        return proof.Refusal is { } refusal ? refusal : new BundledProof(name[Folder.Length..^Extension.Length], proof.Value);
    }
}
