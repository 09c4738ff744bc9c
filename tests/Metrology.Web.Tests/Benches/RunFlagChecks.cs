using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Customers;
using Metrology.App.Verifications;

namespace Metrology.Web.Tests.Benches;

/// <summary>What a run has beside its verdict, as pages, files and programs say it.</summary>
internal static class RunFlagChecks
{
    /// <summary>Every fare on the page, in the record's file and for programs: a check beside the verdict.</summary>
    public static async Task FaresAsync(Technician technician, int jumps, string said)
    {
        technician.Visitor.AcceptLanguage = "en";
        var page = WebUtility.HtmlDecode(await technician.Visitor.ReadAsync(technician.Record));
        technician.Visitor.AcceptLanguage = "zh";
        Assert.Equal(jumps, Regex.Count(page, $">\\s*{said}\\s*<"));
        var run = JsonDocument.Parse(await technician.Visitor.ReadAsync($"/api/v1{technician.Record}")).RootElement;
        var fares = run.GetProperty("fares").EnumerateArray().ToList();
        Assert.Equal(jumps, fares.Count);
        Assert.All(fares, fare => Assert.Equal(said == "agrees", fare.GetProperty("agrees").GetBoolean()));
        Assert.All(fares, fare => Assert.Equal(10m, fare.GetProperty("shown").GetDecimal()));
        Assert.InRange(fares[^1].GetProperty("kilometres").GetDecimal(), 1.9m, 2.1m);
        Assert.InRange(fares[^1].GetProperty("minutes").GetDecimal(), 1.9m, 3m);
        Assert.Equal(said == "differs" ? ["fare"] : [], run.GetProperty("flags").EnumerateArray().Select(flag => flag.GetProperty("code").GetString()!));
        var pdf = await (await technician.Visitor.GetAsync($"/api/v1{technician.Record}/pdf")).Content.ReadAsByteArrayAsync();
        var text = string.Concat(Pdf.Reading.PdfReader.Open(pdf).Structure.All.Where(element => element.Type == "TR").SelectMany(row => row.WithDescendants().Select(one => one.Text)));
        Assert.Contains(said == "agrees" ? "一致" : "不一致", text, StringComparison.Ordinal);
    }

    /// <summary>A circumference was typed that is not that of the certificate; and a tariff is refused where it is unknown or compares nothing.</summary>
    public static async Task CertificateAsync(Laboratory laboratory, Technician technician)
    {
        // The certificate of the rollers has 1.0000 m with U = 0.02 %.
        var flag = JsonDocument.Parse(await technician.Visitor.ReadAsync($"/api/v1{technician.Record}")).RootElement.GetProperty("flags").EnumerateArray().Single();
        Assert.Equal("certified-value", flag.GetProperty("code").GetString());
        Assert.Contains("0.0003 m", flag.GetProperty("details")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("<code>certified-value</code>", await technician.Visitor.ReadAsync(technician.Bench), StringComparison.Ordinal);
        Assert.Contains("<code>certified-value</code>", await technician.Visitor.ReadAsync(technician.Record), StringComparison.Ordinal);
        Assert.Equal(1.0000m, (await technician.RecordAsync()).Verification.References.Single(one => one.Measurand == "length.circumference").CertifiedValue);

        foreach (var (unit, bench, tariff, code) in new[] { ("SIM-TX-0002", "taxi-1", "nowhere", "verification.unknown-tariff"), ("SIM-EV-0001", "ev-ac-1", "beijing-2013", "verification.no-fares") })
        {
            var unitId = (await laboratory.Get<UnitQueries>().WithSerialAsync(unit, default)).Single().Id;
            var benchId = (await laboratory.Get<BenchQueries>().FindAsync(bench, default))!.Id;
            var opened = await OwnLaboratory.SendAsync(technician.Visitor, "/verifications", new { unitId, standardId = 1, benchId, kind = "first", workDate = DateTime.Today.ToString("yyyy-MM-dd", null), tariff });
            Assert.Equal((code, "tariff"), (opened.GetProperty("code").GetString(), opened.GetProperty("field").GetString()));
        }
    }
}
