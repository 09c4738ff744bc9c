using System.Text;
using System.Text.Json;
using Metrology.Core.Fares;
using Metrology.Procedures;

namespace Metrology.Core.Tests.Fares;

internal static class FareExamples
{
    public static Tariff Beijing => TariffCatalog.Find("beijing-2013")!;

    public static Tariff Shenzhen => TariffCatalog.Find("shenzhen-2024")!;

    public static Tariff Load(object tariff) => TariffFile.Load(Bytes(tariff)).Value!;

    public static Trip Trip(object trip) => TripFile.Load(Bytes(trip)).Value!;

    public static ExpectedFare Fare(Tariff tariff, object trip) => FareCalculation.Expect(tariff, Trip(trip)).Value;

    public static byte[] Bytes(object value) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value));
}
