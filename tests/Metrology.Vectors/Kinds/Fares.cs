using System.Text;
using System.Text.Json;
using Metrology.Core.Fares;
using Metrology.Procedures;

namespace Metrology.Vectors.Kinds;

public sealed class Fares : VectorKind
{
    private const string None = "–";

    public override string Name => "fares";

    public override void Run(VectorCase vector)
    {
        switch (vector.Text("kind"))
        {
            case null or "fare":
                Trip(vector);
                break;
            case "cross-over":
                CrossOverSpeed(vector);
                break;
            case "representability":
                Representability(vector);
                break;
            case "jump":
                Jump(vector);
                break;
            case var kind:
                vector.Differs("kind", "a known kind of case", kind);
                break;
        }
    }

    private static void Trip(VectorCase vector)
    {
        var (tariff, trip) = (Tariff(vector), TripFile.Load(Bytes(vector["trip"])));
        vector.ExpectList("expect.problems", [.. tariff.Problems.Concat(trip.Problems).Select(problem => problem.Path)]);
        if (tariff.Value is null || trip.Value is null)
            return;
        var outcome = FareCalculation.Expect(tariff.Value, trip.Value);
        vector.Expect("expect.refusal", outcome.Refusal?.Code);
        if (outcome.IsRefused)
        {
            if (vector["expect.refusal"] is null)
                vector.Differs("expect", "a fare", outcome.Refusal!.Code);
            return;
        }

        var (fare, settled) = (outcome.Value, outcome.Value.Settled);
        vector.ExpectDigits("expect.fare_yuan", settled?.Due);
        vector.ExpectDigits("expect.fare_yuan_additive", fare.Additive.Due);
        vector.ExpectDigits("expect.fare_yuan_multiplicative", fare.Multiplicative.Due);
        vector.ExpectDigits("expect.unrounded_yuan", settled?.Unrounded);
        vector.ExpectDigits("expect.metered_yuan", settled?.Metered);
        vector.ExpectDigits("expect.displayed_yuan", settled?.Displayed);
        vector.ExpectDigits("expect.supplements_yuan", settled?.Supplements);
        vector.ExpectDigits("expect.lines_yuan", [.. (settled?.Lines ?? []).Select(line => line.Amount)]);
    }

    private static void CrossOverSpeed(VectorCase vector)
    {
        var tariff = vector["tariff"] is not null ? Tariff(vector).Value : OfCity(vector);
        var distanceRate = vector["inputs.distance_rate_yuan_per_km"] is not null ? vector.Decimal("inputs.distance_rate_yuan_per_km") : tariff?.UnitPrice;
        if (distanceRate is not { } rate)
        {
            vector.Differs("inputs", "a price a kilometre or a known city", "neither");
            return;
        }

        vector.ExpectDigits("expect.natural_crossover_kmh", CrossOver.NaturalKmh(vector.Decimal("inputs.time_rate_yuan_per_h"), rate).Value);
        if (tariff?.Time?.ThresholdKmh is { } threshold)
            vector.ExpectDigits("expect.legal_threshold_kmh", threshold);
        else
            vector.Expect("expect.legal_threshold_kmh", None);
    }

    private static void Representability(VectorCase vector)
    {
        var composition = Enum.Parse<Composition>(vector.Text("inputs.composition") ?? "", ignoreCase: true);
        var price = KilometrePrice.Of(vector.Decimal("inputs.price"), vector.Decimal("inputs.tier_ratio"), vector.Decimal("inputs.night_ratio"), composition);
        vector.ExpectDigits("expect.price_yuan_per_km", price);
        vector.Expect("expect.fits_0.01_yuan_field", TariffBlock.Holds(price));
    }

    private static void Jump(VectorCase vector)
    {
        var conditions = new FareConditions(
            vector.Text("trip.night") == "True", vector.Text("trip.peak") == "True", vector.Text("trip.round_trip") == "True",
            Enum.Parse<Composition>(vector.Text("composition") ?? "additive", ignoreCase: true));
        var distance = FareJump.DistanceAt(Tariff(vector).Value!, vector.Decimal("amount_yuan"), conditions);
        vector.ExpectDigits("expect.distance_km", distance.Value);
    }

    /// <summary>The id names the city; its tariff is among the cases of the file, or among those that are shipped.</summary>
    private static Tariff? OfCity(VectorCase vector)
    {
        var shipped = TariffCatalog.All.Select(one => one.Tariff)
            .Where(tariff => tariff.Origin.CityEn is { } city && vector.Id.Contains(city, StringComparison.OrdinalIgnoreCase))
            .MaxBy(tariff => tariff.Origin.Date ?? DateOnly.MinValue);
        if (shipped is null)
            return null;
        foreach (var one in vector.File.GetProperty("cases").EnumerateArray())
        {
            if (one.TryGetProperty("tariff", out var json) && TariffFile.Load(Bytes(json)).Value is { } own && own.Origin.Name.StartsWith(shipped.Origin.City!, StringComparison.Ordinal))
                return own;
        }

        return shipped;
    }

    /// <summary>A tariff as an object, or the id of a shipped one.</summary>
    private static Core.Files.FileLoad<Tariff> Tariff(VectorCase vector) =>
        vector["tariff"] is { ValueKind: JsonValueKind.String } id && TariffCatalog.Find(id.GetString()!) is { } shipped
            ? new(shipped, [])
            : TariffFile.Load(Bytes(vector["tariff"]));

    private static byte[] Bytes(JsonElement? json) => Encoding.UTF8.GetBytes(json?.GetRawText() ?? "");
}
