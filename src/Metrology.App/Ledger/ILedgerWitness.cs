using System.Security.Cryptography;

namespace Metrology.App.Ledger;

/// <summary>What keeps a ledger honest and is out of the database's reach: the key that signs checkpoints, and a place that keeps copies of them.</summary>
public interface ILedgerWitness : ILedgerMemory
{
    ECDsa Key { get; }

    /// <summary>The public part as PEM text, for everybody.</summary>
    string PublicKey { get; }

    /// <summary>What was signed last, as it is remembered beside the key.</summary>
    SignedState Signed { get; }

    /// <summary>Remembers what was signed.</summary>
    void Remember(SignedState state);

    /// <summary>Keeps a signed checkpoint. One that is there already stays as it is.</summary>
    /// <exception cref="IOException">The place takes nothing.</exception>
    Task KeepAsync(long size, string note, CancellationToken cancellation);

    /// <summary>Every checkpoint that was kept.</summary>
    Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellation);
}
