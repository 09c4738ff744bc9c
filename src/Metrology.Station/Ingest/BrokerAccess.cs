using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Mqtt.Endpoint;

namespace Metrology.Station.Ingest;

/// <summary>
/// Who may connect and where they may speak. The station knows a key drawn at start; an instrument knows its own key and speaks only under its own name.
/// Nobody else gets in.
/// </summary>
public sealed class BrokerAccess(IReadOnlyDictionary<string, string> instrumentKeys)
{
    public const string StationName = "station";

    private const int KeyBytes = 32;

    /// <summary>Key of this process for its own client.</summary>
    public string StationKey { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>An instrument shows a certificate in its name instead of its key (<see cref="BrokerTls"/>).</summary>
    public bool NeedsCertificate { get; init; }

    /// <summary>Whether the name is of a station that is or was enrolled: it speaks to the server with a key of its own, and nobody speaks here in its name. Null where there are no stations.</summary>
    public Func<string, CancellationToken, Task<bool>>? IsOfStation { get; init; }

    public async ValueTask<AuthenticationOutcome> AuthenticateAsync(Credentials credentials, CancellationToken cancellation)
    {
        var certified = credentials.Certificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        var name = credentials.UserName ?? certified ?? "";
        if (NeedsCertificate && name != StationName)
            return certified == name && instrumentKeys.ContainsKey(name) && !await IsReservedAsync(name, cancellation) ? AuthenticationOutcome.Accept(name) : AuthenticationOutcome.Refuse();
        var key = name == StationName ? StationKey : instrumentKeys.GetValueOrDefault(name);
        var given = credentials.Password ?? default;
        var matches = key is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), given.Span);
        return matches && !await IsReservedAsync(name, cancellation) ? AuthenticationOutcome.Accept(name) : AuthenticationOutcome.Refuse();
    }

    private async Task<bool> IsReservedAsync(string name, CancellationToken cancellation) => name != StationName && IsOfStation is { } asked && await asked(name, cancellation);

    /// <summary>Topics beside the wire contract; null where there are none.</summary>
    public PayloadIntake? Payloads { get; init; }

    public bool Authorize(TopicAccess access)
    {
        if (!TrySplit(access.Topic, out var instrument, out var leaf))
            return Payloads?.Authorizes(access) == true;
        if (access.Principal.Name == StationName)
            return access.Action == TopicAction.Subscribe || leaf is "command";
        // A bound device speaks in the words of its maker, on its own topics; the wire contract is not for it.
        if (!instrument.SequenceEqual(access.Principal.Name) || Payloads?.Binds(access.Principal.Name) == true)
            return false;
        return access.Action == TopicAction.Subscribe ? leaf is "command" : leaf is "readings" or "event" or "status";
    }

    /// <summary>"metrology/v1/{instrument}/{leaf}". Asked for every message, therefore without copies.</summary>
    private static bool TrySplit(string topic, out ReadOnlySpan<char> instrument, out ReadOnlySpan<char> leaf)
    {
        const string Root = "metrology/v1/";
        instrument = leaf = [];
        if (!topic.StartsWith(Root, StringComparison.Ordinal))
            return false;
        var rest = topic.AsSpan(Root.Length);
        var slash = rest.IndexOf('/');
        if (slash < 0 || rest[(slash + 1)..].Contains('/'))
            return false;
        instrument = rest[..slash];
        leaf = rest[(slash + 1)..];
        return true;
    }
}
