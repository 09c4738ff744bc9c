using Metrology.App.Faults;
using Metrology.App.Ledger;
using Metrology.App.Notifications;
using Metrology.App.Storage;
using Metrology.Db.Sqlite;
using Metrology.Web.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace Metrology.Fault.Tests;

/// <summary>A clock that is set leaves a record of the days that it may have touched; one that only drifts leaves none. A disk that fills is foreseen.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(86_400)]
    [InlineData(-86_400)]
    [InlineData(10)]
    [InlineData(-10)]
    [InlineData(2)]
    public async Task A_step_is_recorded_with_its_days(int seconds)
    {
        await WithAsync(async (clock, watch, faults) =>
        {
            Assert.True(await watch.LookAsync(default));
            clock.Pass(TimeSpan.FromMinutes(1));
            Assert.True(await watch.LookAsync(default));
            var before = clock.GetUtcNow();
            clock.Pass(TimeSpan.FromMinutes(1));
            clock.Set(TimeSpan.FromSeconds(seconds));
            Assert.False(await watch.LookAsync(default));
            var fault = Assert.Single(await faults.AllAsync(default));
            Assert.Equal((ClockWatch.Code, TimeSpan.FromSeconds(seconds)), (fault.Code, watch.Step));
            DateOnly[] days = [DateOnly.FromDateTime(before.UtcDateTime), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)];
            Assert.Equal((days.Min(), days.Max()), (fault.TouchesFrom, fault.TouchesTo));
            foreach (var day in days)
                Assert.Single(await faults.TouchingAsync(day, default));
            Assert.Empty(await faults.TouchingAsync(days.Max().AddDays(2), default));
            // It goes on from there.
            clock.Pass(TimeSpan.FromMinutes(1));
            Assert.True(await watch.LookAsync(default));
        });
    }

    /// <summary>A time daemon slews by at most 500 ppm (ntpd, chronyd by default).</summary>
    [Theory]
    [InlineData(500e-6)]
    [InlineData(-500e-6)]
    [InlineData(0)]
    public async Task A_clock_that_is_slewed_is_not_one_that_was_set(double rate)
    {
        await WithAsync(async (clock, watch, faults) =>
        {
            for (var minute = 0; minute < 600; minute++)
            {
                clock.Pass(TimeSpan.FromMinutes(1));
                clock.Set(TimeSpan.FromMinutes(rate));
                Assert.True(await watch.LookAsync(default));
            }

            Assert.Empty(await faults.AllAsync(default));
        });
    }

    /// <summary>A clock that stands before what was signed last was set while nobody looked; one that stands behind it by less than a step, or after it, was not.</summary>
    [Theory]
    [InlineData(-2 * 86400, true)]
    [InlineData(-3, true)]
    [InlineData(-1, false)]
    [InlineData(600, false)]
    public Task A_clock_that_was_set_back_while_the_server_was_down_is_found_at_the_start(int seconds, bool isFound) => WithAsync(async (clock, watch, faults) =>
    {
        var signed = clock.GetUtcNow();
        clock.Set(TimeSpan.FromSeconds(seconds));
        await watch.BeginAsync(signed, default);
        Assert.Equal(isFound, (await faults.AllAsync(default)).Any(fault => fault.Code == ClockWatch.Code));
        Assert.Equal(isFound ? TimeSpan.FromSeconds(seconds) : null, watch.Step);
    });

    [Fact]
    public void A_disk_that_fills_evenly_is_foreseen_to_the_hour()
    {
        var forecast = new DiskForecast();
        var (begin, day) = (DateTimeOffset.UnixEpoch, 1_000_000_000L);
        Assert.Null(forecast.Until(0));
        for (var hour = 0; hour <= 48; hour++)
            forecast.Add(begin.AddHours(hour), 10 * day - day * hour / 24);
        // 8 days of room are left after two days.
        Assert.Equal(8 * 24, forecast.Until(0)!.Value.TotalHours, 1.0);
        Assert.Equal(7 * 24, forecast.Until(day)!.Value.TotalHours, 1.0);
        var still = new DiskForecast();
        for (var hour = 0; hour <= 48; hour++)
            still.Add(begin.AddHours(hour), day + hour);
        Assert.Null(still.Until(0));
    }

    private static async Task WithAsync(Func<SetClock, ClockWatch, FaultQueries, Task> test)
    {
        using var folder = new Folder();
        await using var store = new SqliteStore(Path.Combine(folder.Path, "metrology.db"));
        await store.MigrateAsync(default);
        var clock = new SetClock();
        Directory.CreateDirectory(Path.Combine(folder.Path, "keys"));
        var closing = new LedgerFaultClosing(LedgerFolder.Of(new(folder.Path), null));
        await test(clock, new(clock, new(store, new(new NoChannels(), new(), clock), closing, clock, NullLogger<RecordFault>.Instance)), new(store));
    }

    /// <summary>Time that passes on both clocks, and a wall clock that can be set by itself.</summary>
    private sealed class SetClock : TimeProvider
    {
        private TimeSpan passed;
        private TimeSpan set;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 27, 23, 58, 30, TimeSpan.Zero) + passed + set;

        public override long GetTimestamp() => passed.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => passed += time;

        public void Set(TimeSpan by) => set += by;
    }
}
