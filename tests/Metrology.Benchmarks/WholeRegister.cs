using Metrology.App.Equipment;
using Metrology.App.Standards;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Metrology.Benchmarks;

/// <summary>What reads the whole register, and what forms offer of it, on the register of <see cref="ListLoop"/>; seconds each, so only when it is asked for by its word, and a few turns.</summary>
static class WholeRegister
{
    public const string Word = "whole";

    const int Turns = 3;

    public static async Task RunAsync(EquipmentQueries equipment, StandardQueries standards)
    {
        var today = new DateOnly(2026, 6, 30);
        var all = await standards.DatedAsync(default);
        await OnceAsync("standards with equipment and its certificates (reports, warnings)", () => standards.AllAsync(default));
        await OnceAsync("standards with certificates and acts (overview, targets, forecasts)", () => standards.DatedAsync(default));
        await OnceAsync("cliffs of three years", () => Task.FromResult(Core.Planning.Forecasts.ExpiryCliffs.Of(all, one => one.Dates(), today, today.AddYears(3)).Count));
        await OnceAsync("what falls on a day, by spans", () => standards.FallingAsync(today, default));
        await OnceAsync("count of standings by steps", () => standards.CountsAsync(today, default));
        await OnceAsync("instruments (warnings)", () => equipment.AllAsync(default));
        await OnceAsync("standards that a form offers", () => standards.ChoicesAsync("", [], default));
        await OnceAsync("standards that a form finds", () => standards.ChoicesAsync("压力", [1], default));
        await OnceAsync("instruments that a form offers", () => equipment.ChoicesAsync("", [], default));
        await OnceAsync("instruments that a form finds", () => equipment.ChoicesAsync("压力", [1], default));
        await OnceAsync("what targets count", () => Task.FromResult(new App.Targets.Countable(all, []).CountedStandards.Count));

        static async Task OnceAsync<T>(string name, Func<Task<T>> turn)
        {
            var times = new List<double>();
            for (var i = 0; i < Turns; i++)
            {
                var watch = Stopwatch.StartNew();
                await turn();
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            ListLoop.Say($"{Word}: {name}: least {times[0]:0} ms, median {times[Turns / 2]:0} ms");
        }
    }
}
