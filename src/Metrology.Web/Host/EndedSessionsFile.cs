using System.Globalization;
using Metrology.App.Laboratory;

namespace Metrology.Web.Host;

/// <summary>`sessions-ended` beside the keys: a line for each session that was ended, its id and when (UTC ticks), for as long as it could have lived.</summary>
internal sealed class EndedSessionsFile : IEndedSessions
{
    private readonly string file;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, long> ended;

    public EndedSessionsFile(DataFolder data, TimeProvider clock)
    {
        (file, this.clock) = (data.SessionsEnded, clock);
        // A machine that lost its power may leave half a line.
        ended = File.Exists(file)
            ? File.ReadAllLines(file).Select(line => line.Split(' ')).Where(parts => parts is [var id, var at] && Guid.TryParseExact(id, "N", out _) && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .DistinctBy(parts => parts[0]).ToDictionary(parts => Guid.ParseExact(parts[0], "N"), parts => long.Parse(parts[1], CultureInfo.InvariantCulture))
            : [];
    }

    public bool Has(Guid session)
    {
        lock (gate)
            return ended.ContainsKey(session);
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
                PrivateFiles.Write(file + ".part", string.Concat(ended.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key:N} {one.Value}\n"))));
                File.Move(file + ".part", file, overwrite: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // The row says it too, and this process knows it; the next one that ends tries again.
            }
        }
    }
}
