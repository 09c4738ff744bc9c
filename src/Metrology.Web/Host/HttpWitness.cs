using System.Net.Mime;
using System.Text;
using Metrology.App.Faults;
using Metrology.App.Ledger;
using Metrology.Core.Ledger;
using Metrology.Core.Words;

namespace Metrology.Web.Host;

/// <summary>
/// Copies of checkpoints at an HTTP address of somebody else, beside the folders: <c>PUT ADDRESS/checkpoint-SIZE.txt</c>, and <c>GET ADDRESS/latest</c> gives the newest one back. Only who starts the server
/// names the address; no answer leads anywhere else.
/// </summary>
internal sealed class HttpWitness : IDisposable
{
    public const string Variable = "METROLOGY_WITNESS_URL";

    /// <summary>An audit waits no longer for somebody else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Refusal Wrong = Refusal.Of(
        "witness.bad-url", $"{Variable} 须为 https 地址（本机可用 http），不带用户名、参数和片段。", $"{Variable} takes an https address (http on this machine only) without user, query and fragment.");

    private readonly HttpClient client;
    private readonly Uri address;

    public HttpWitness(Uri address, TimeSpan? patience = null)
    {
        this.address = new(address.AbsoluteUri.TrimEnd('/') + "/");
        // No redirect, no proxy of the environment, no cookie: the request goes where the operator said or nowhere.
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { Timeout = patience ?? Patience, MaxResponseContentBufferSize = SignedNote.Longest };
    }

    /// <summary>Null where none is named.</summary>
    public static Outcome<Uri?> AddressFrom(Func<string, string?> setting)
    {
        if (setting(Variable) is not { Length: > 0 } said)
            return (Uri?)null;
        return Uri.TryCreate(said, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
            ? address : Wrong;
    }

    /// <returns>Whether it was new there; false where another node may have brought it before.</returns>
    /// <exception cref="IOException">It was not taken.</exception>
    public async Task<bool> KeepAsync(long size, string note, CancellationToken cancellation)
    {
        try
        {
            using var content = new StringContent(note, Encoding.UTF8, MediaTypeNames.Text.Plain);
            using var answer = await client.PutAsync(new Uri(address, LedgerFolder.NameOf(size)), content, cancellation);
            return answer.IsSuccessStatusCode || (answer.StatusCode == System.Net.HttpStatusCode.Conflict ? false : throw new IOException($"The witness answers {(int)answer.StatusCode}."));
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new IOException("The witness does not answer.", fault);
        }
    }

    /// <summary>The newest checkpoint; null when it has none.</summary>
    /// <exception cref="IOException">It does not answer, or what it answers is no checkpoint.</exception>
    public async Task<string?> LatestAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address, "latest"), cancellation);
            if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
                return null;
            var note = answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellation) : "";
            return SignedNote.Parse(note).IsRefused ? throw new IOException($"The witness answers {(int)answer.StatusCode}, and no checkpoint.") : note;
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new IOException("The witness does not answer.", fault);
        }
    }

    public void Dispose() => client.Dispose();
}

/// <summary>The folders, and an address beside them. What the address does wrong opens the record of a failure and takes nothing from the folders.</summary>
internal sealed class LedgerWitnesses(LedgerFolder folders, HttpWitness remote, IServiceProvider services) : ILedgerWitness, IDisposable
{
    public System.Security.Cryptography.ECDsa Key => folders.Key;

    public string PublicKey => folders.PublicKey;

    public SignedState Signed => folders.Signed;

    public void Remember(SignedState state) => folders.Remember(state);

    public LedgerEnd? End => folders.End;

    public long? LatestOf(string row) => folders.LatestOf(row);

    public bool KnowsLatest => folders.KnowsLatest;

    public void Keep(LedgerEnd end, IReadOnlyDictionary<string, long> latest) => folders.Keep(end, latest);

    public void Forget() => folders.Forget();

    public IReadOnlyCollection<string> Stopped => folders.Stopped;

    public void Stop(string code) => folders.Stop(code);

    public void GoOn(string code) => folders.GoOn(code);

    public byte[]? SealOf(byte[] leafHash) => folders.SealOf(leafHash);

    /// <exception cref="IOException">The address did not take it; the folders have it.</exception>
    public async Task KeepAsync(long size, string note, CancellationToken cancellation)
    {
        await folders.KeepAsync(size, note, cancellation);
        try
        {
            // What is there under its name may be of another ledger: two installations at one address.
            if (!await remote.KeepAsync(size, note, cancellation) && (await LatestAsync(cancellation) is not { } latest || Checkpoint.SignedBy(Key, latest)!.Size < size))
                throw new IOException("The witness has something else in the place of this checkpoint.");
        }
        catch (IOException fault)
        {
            await RecordAsync(fault, cancellation);
            throw;
        }
    }

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellation)
    {
        var kept = await folders.ReadAsync(cancellation);
        try
        {
            return await LatestAsync(cancellation) is { } latest ? [.. kept, latest] : kept;
        }
        catch (IOException fault)
        {
            await RecordAsync(fault, cancellation);
            return kept;
        }
    }

    public void Dispose() => remote.Dispose();

    /// <summary>The newest checkpoint there; null when it has none.</summary>
    /// <exception cref="IOException">This server did not sign it: it says nothing of this ledger, and must stop nobody.</exception>
    private async Task<string?> LatestAsync(CancellationToken cancellation) =>
        await remote.LatestAsync(cancellation) is not { } latest ? null
        : Checkpoint.SignedBy(Key, latest) is null ? throw new IOException("It answers with a checkpoint that this server did not sign; give each installation an address of its own.")
        : latest;

    private Task RecordAsync(IOException fault, CancellationToken cancellation) => services.GetRequiredService<RecordFault>().ExecuteAsync(
        "witness.unreachable", "",
        new($"HTTP 见证不可用：{fault.Message} 检查点仍保存在本地目录；请检查 {HttpWitness.Variable} 和对方服务器。", $"The witness over HTTP is of no use: {fault.Message} Checkpoints are still kept in the folders; check {HttpWitness.Variable} and the other server."),
        cancellation);
}
