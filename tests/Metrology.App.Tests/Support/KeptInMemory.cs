using System.Security.Cryptography;
using Metrology.App.Ledger;

namespace Metrology.App.Tests.Support;

/// <summary>A ledger's key and checkpoints that end with the test.</summary>
internal sealed class KeptInMemory : ILedgerWitness
{
    private readonly Dictionary<long, string> notes = [];

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicKey => Key.ExportSubjectPublicKeyInfoPem();

    public SignedState Signed { get; private set; } = SignedState.None;

    public void Remember(SignedState state) => Signed = state;

    public LedgerEnd? End { get; private set; }

    private readonly Dictionary<string, long> latest = [];

    public long? LatestOf(string row) => latest.TryGetValue(row, out var entry) ? entry : null;

    public bool KnowsLatest => true;

    public void Keep(LedgerEnd end, IReadOnlyDictionary<string, long> latest)
    {
        End = end;
        foreach (var (row, entry) in latest)
            this.latest[row] = entry;
    }

    public void Forget()
    {
        End = null;
        latest.Clear();
    }

    public IReadOnlyCollection<string> Stopped { get; private set; } = [];

    public void Stop(string code) => Stopped = [.. Stopped, code];

    public void GoOn(string code) => Stopped = [.. Stopped.Where(one => one != code)];

    /// <summary>One for the process: databases are copied from one that was seeded once.</summary>
    private static readonly byte[] Sealing = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    public byte[]? SealOf(byte[] leafHash) => HMACSHA256.HashData(Sealing, leafHash);

    public Task KeepAsync(long size, string note, CancellationToken cancellation)
    {
        notes.TryAdd(size, note);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([.. notes.Values]);
}
