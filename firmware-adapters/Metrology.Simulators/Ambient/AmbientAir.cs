using Metrology.Core.Quantities;

namespace Metrology.Simulators.Ambient;

/// <summary>The air of a room, as a probe sees it: 23.4 °C and 52 %RH with seeded noise.</summary>
public sealed class AmbientAir(ulong seed)
{
    private const decimal Celsius = 23.4m, Humidity = 52m, Hundredth = 0.01m;
    private const long TemperatureNoise = 4, HumidityNoise = 15;

    private readonly Lock access = new();
    private readonly SeededNoise noise = new(seed);

    /// <summary>°C or %RH; null for anything else.</summary>
    public decimal? Of(string measurand)
    {
        lock (access)
        {
            return measurand switch
            {
                Measurands.Temperature => Celsius + (noise.Normal(TemperatureNoise) * Hundredth),
                Measurands.RelativeHumidity => Humidity + (noise.Normal(HumidityNoise) * Hundredth),
                _ => null,
            };
        }
    }
}
