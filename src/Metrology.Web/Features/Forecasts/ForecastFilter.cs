using System.Globalization;
using Metrology.App.Forecasts;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Forecasts;

/// <summary>The question of a forecast as it stands in the address. What is wrong in it is said and not passed over.</summary>
public sealed record ForecastFilter
{
    private const int LongestDelay = 3650;
    private const int MostAdded = 1000;
    private const string DelayOf = "delay-";

    private static readonly BilingualText NoPercent = new("请填写 0 到 100 的整数。", "Write a whole number from 0 to 100.");
    private static readonly BilingualText NoSeed = new("种子是 0 到 9007199254740991 的整数。", "The seed is a whole number from 0 to 9007199254740991.");
    private static readonly BilingualText NoDelay = new("推迟天数是 0 到 3650 的整数，写成 项目:天数。", "A delay is a whole number of days from 0 to 3650, written project:days.");
    private static readonly BilingualText NoAdded = new("增加的项数是 0 到 1000 的整数。", "The number of added standards is a whole number from 0 to 1000.");
    private static readonly BilingualText NoId = new("这里只能是编号，用逗号分开。", "Only ids may stand here, with commas between.");

    public string? Reading { get; init; }

    /// <summary>Day by which the number is to be reached; the due day without it.</summary>
    public string? By { get; init; }

    /// <summary>Share of renewals in time, in per cent; the register's own record without it.</summary>
    public string? Renewal { get; init; }

    public string? Seed { get; init; }

    /// <summary>Ids of standards that are renewed for certain.</summary>
    public string? Renew { get; init; }

    /// <summary>Ids of projects whose present stage is finished today.</summary>
    public string? Advance { get; init; }

    /// <summary>"3:30,4:60": project and days.</summary>
    public string? Delay { get; init; }

    /// <summary>Further standards that are there by the day.</summary>
    public string? Add { get; init; }

    /// <summary>Nothing of a what-if is passed over: an id that is nothing is refused.</summary>
    internal static Refusal? Unknown(ForecastAnswer answer, ForecastQuestion question) => answer.UnknownIn(question) is var (field, id)
        ? new("forecast.unknown-id", field == "renew"
            ? new($"没有编号为 {id} 的计量标准。", $"There is no standard {id}.")
            : new($"没有编号为 {id} 的未完成项目。", $"There is no open project {id}."), field)
        : null;

    public ForecastQuestion Question(string id, IQueryCollection query, FieldErrors errors) => new(
        id, Empty(Reading), errors.Day("by", By), Number("renewal", Renewal, 100, NoPercent, errors) is { } percent ? (int)percent : null,
        Number("seed", Seed, (1L << 53) - 1, NoSeed, errors) is { } seed ? (ulong)seed : ForecastQuestion.OrdinarySeed)
    {
        Renewed = Ids("renew", Renew, errors),
        Advanced = Ids("advance", Advance, errors),
        Delays = Delays(query, errors),
        Added = (int)(Number("add", Add, MostAdded, NoAdded, errors) ?? 0),
    };

    private Dictionary<string, int> Delays(IQueryCollection query, FieldErrors errors)
    {
        var delays = new Dictionary<string, int>();
        var parts = Parts(Delay).Select(part => part.Split(':')).Concat(
            query.Where(pair => pair.Key.StartsWith(DelayOf, StringComparison.Ordinal)).Select(pair => new[] { pair.Key[DelayOf.Length..], pair.Value.ToString() }).Where(pair => pair[1].Length > 0));
        foreach (var part in parts)
        {
            if (part.Length == 2 && IsId(part[0]) && Whole(part[1]) is >= 0 and <= LongestDelay and var days)
                delays[part[0]] = (int)days;
            else if (errors.Of("delay") is null)
                errors.Add("delay", NoDelay, "forecast.bad-delay");
        }

        foreach (var none in delays.Where(pair => pair.Value == 0).Select(pair => pair.Key).ToList())
            delays.Remove(none);
        return delays;
    }

    private static HashSet<string> Ids(string field, string? typed, FieldErrors errors)
    {
        var ids = Parts(typed).ToHashSet();
        if (ids.All(IsId))
            return ids;
        errors.Add(field, NoId, "forecast.bad-id");
        return [];
    }

    private static long? Number(string field, string? typed, long greatest, BilingualText wrong, FieldErrors errors)
    {
        if (Empty(typed) is not { } text)
            return null;
        if (Whole(text) is { } number && number <= greatest)
            return number;
        errors.Add(field, wrong, $"forecast.bad-{field}");
        return null;
    }

    private static long? Whole(string text) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsId(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string[] Parts(string? typed) => (typed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
