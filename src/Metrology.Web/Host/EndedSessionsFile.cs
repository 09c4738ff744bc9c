using System.Globalization;
using Metrology.App.Laboratory;

namespace Metrology.Web.Host;

/// <summary>`sessions-ended` beside the keys: a line for each session that was ended, its id and when (UTC ticks), for as long as it could have lived; "all" and when, after a restore.</summary>
internal sealed class EndedSessionsFile : IEndedSessions
{
    private readonly string file;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, long> ended;

    /// <summary>No session that began up to then lives (UTC ticks).</summary>
    private readonly long allUpTo;

    private const string All = "all";

    /// <summary>A restore brings back sessions that were ended since, and forgets that others were: all end.</summary>
    public static void EndAll(DataFolder data, DateTimeOffset now)
    {
        PrivateFiles.CreateFolder(data.Keys);
        PrivateFiles.Write(data.SessionsEnded, LineOf(All, now.UtcTicks));
    }

    private static string LineOf(string what, long ticks) => string.Create(CultureInfo.InvariantCulture, $"{what} {ticks}\n");

    public EndedSessionsFile(DataFolder data, TimeProvider clock)
    {
        (file, this.clock) = (data.SessionsEnded, clock);
        // A machine that lost its power may leave half a line.
        var lines = File.Exists(file)
            ? File.ReadAllLines(file).Select(line => line.Split(' ')).Where(parts => parts.Length == 2 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(parts => (What: parts[0], At: long.Parse(parts[1], CultureInfo.InvariantCulture))).ToList()
            : [];
        allUpTo = lines.Where(line => line.What == All).Select(line => line.At).DefaultIfEmpty().Max();
        ended = lines.Where(line => Guid.TryParseExact(line.What, "N", out _)).DistinctBy(line => line.What).ToDictionary(line => Guid.ParseExact(line.What, "N"), line => line.At);
    }

    public bool Has(Guid session, DateTimeOffset startedAt)
    {
        lock (gate)
            return startedAt.UtcTicks <= allUpTo || ended.ContainsKey(session);
    }

    public void Add(Guid session)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            foreach (var old in ended.Where(one => one.Value < (now - SessionLimits.Absolute).UtcTicks).Select(one => one.Key).ToList())
                ended.Remove(old);
            if (!ended.TryAdd(session, now.UtcTicks))
                return;
            try
            {
                PrivateFiles.Write(file + ".part", (allUpTo > (now - SessionLimits.Absolute).UtcTicks ? LineOf(All, allUpTo) : "") + string.Concat(ended.Select(one => LineOf(one.Key.ToString("N"), one.Value))));
                File.Move(file + ".part", file, overwrite: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // The row says it too, and this process knows it; the next one that ends tries again.
            }
        }
    }
}
