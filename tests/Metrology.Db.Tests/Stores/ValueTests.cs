using System.Globalization;
using Metrology.App.Customers;
using Metrology.App.Equipment;
using Metrology.App.Operation;
using Metrology.App.Standards;
using Metrology.App.Verifications;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Tests.Stores;

/// <summary>What is written is what is read, and it is ordered and compared the same on both providers.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task Decimals_keep_their_digits(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        string[] written = ["1.050", "0.00", "-0.0001000", "79228162514264337593543950335", "0.0000000000000000000000000001"];
        await opened.Store.DoAsync(db =>
        {
            var item = Rows.Equipment("E");
            item.Certificates.AddRange(written.Select(text => Certificate(text, default, null)));
            db.Add(item);
        });

        var read = await opened.Store.AskAsync(db => db.TraceabilityCertificates.OrderBy(row => row.Id).ToListAsync());
        var stored = await opened.Store.AskAsync(
            db => db.Database.SqlQueryRaw<string>("SELECT \"ExpandedUncertainty\" AS \"Value\" FROM \"TraceabilityCertificates\"").ToListAsync());

        Assert.Equal(written, read.Select(row => row.ExpandedUncertainty.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(written.Order(), stored.Order());
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task Instants_are_ordered_by_time_whatever_their_offset(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        DateTimeOffset[] instants =
        [
            new(2026, 1, 2, 0, 30, 0, TimeSpan.FromHours(8)),
            new(2026, 1, 1, 17, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 1, 1, 17, 0, 0, TimeSpan.Zero).AddTicks(1),
            new(2026, 1, 1, 12, 30, 0, TimeSpan.FromHours(-5)),
        ];
        await opened.Store.DoAsync(db => db.AddRange(instants.Reverse().Select(
            (at, index) => new InstrumentMessage { Instrument = "i", Boot = "b", Sequence = index, Topic = "t", Payload = [1], ReceivedAt = at })));

        var read = await opened.Store.AskAsync(db => db.InstrumentMessages.OrderBy(row => row.ReceivedAt).Select(row => row.ReceivedAt).ToListAsync());
        var late = await opened.Store.AskAsync(db => db.InstrumentMessages.CountAsync(row => row.ReceivedAt > instants[1]));

        Assert.Equal(instants, read);
        Assert.All(read, at => Assert.Equal(TimeSpan.Zero, at.Offset));
        Assert.Equal(2, late);
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task Days_are_compared_in_the_database(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        var day = new DateOnly(2026, 10, 9);
        await opened.Store.DoAsync(db =>
        {
            var item = Rows.Equipment("E");
            item.Certificates.AddRange([Certificate("1", day, day), Certificate("2", day, day.AddDays(1)), Certificate("3", day, null)]);
            db.Add(item);
        });

        var valid = await opened.Store.AskAsync(db => db.TraceabilityCertificates.Where(row => row.ValidUntil >= day.AddDays(1)).ToListAsync());
        var latest = await opened.Store.AskAsync(db => db.TraceabilityCertificates.MaxAsync(row => row.ValidUntil));

        Assert.Equal("2", Assert.Single(valid).UncertaintyText);
        Assert.Equal(day, valid[0].IssuedOn);
        Assert.Equal(day.AddDays(1), latest);
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task Enumerations_are_stored_by_name(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        await opened.Store.DoAsync(db => db.Add(
            new MeasurementStandard { NameZh = "", NameEn = "", Place = "", RangeText = "", UncertaintyText = "", OwnerClass = OwnerClass.C }));

        Assert.Equal(["C"], await opened.Store.AskAsync(db => db.Database.SqlQueryRaw<string>("SELECT \"OwnerClass\" AS \"Value\" FROM \"Standards\"").ToListAsync()));
        Assert.Equal(1, await opened.Store.AskAsync(db => db.Standards.CountAsync(row => row.OwnerClass == OwnerClass.C)));
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task A_dictionary_is_kept_and_a_change_inside_it_is_noticed(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        await opened.Store.DoAsync(db => db.Add(Rows.Unit(new() { ["power"] = "7.0", ["型号"] = "“甲”\n\U00029D0F" })));
        await opened.Store.WriteAsync<int>(
            async db =>
            {
                (await db.Units.SingleAsync()).Nameplate["power"] = "7.00";
                return 1;
            },
            default);

        var unit = await opened.Store.AskAsync(db => db.Units.SingleAsync());

        Assert.Equal(new Dictionary<string, string> { ["power"] = "7.00", ["型号"] = "“甲”\n\U00029D0F" }, unit.Nameplate);
        Assert.Equal(1, unit.Version);
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task Text_is_compared_and_ordered_by_code_point(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        string[] codes = ["EV-1", "EV-１", "ev-1", "标-1"];
        await opened.Store.DoAsync(db => db.AddRange(codes.Select(Rows.Equipment)));

        Assert.Equal(codes.Order(StringComparer.Ordinal), await opened.Store.AskAsync(db => db.Equipment.OrderBy(row => row.Code).Select(row => row.Code).ToListAsync()));
        Assert.Equal(1, await opened.Store.AskAsync(db => db.Equipment.CountAsync(row => row.Code == "ev-1")));
        Assert.Equal(1, await opened.Store.AskAsync(db => db.Equipment.CountAsync(row => row.Code.Contains("EV-1"))));
    }

    private static TraceabilityCertificate Certificate(string value, DateOnly issuedOn, DateOnly? validUntil) => new()
    {
        Number = "",
        Issuer = "",
        IssuedOn = issuedOn,
        ValidUntil = validUntil,
        UncertaintyText = value,
        Measurand = "",
        ExpandedUncertainty = decimal.Parse(value, CultureInfo.InvariantCulture),
        CoverageFactor = 2,
        Unit = "",
    };
}
