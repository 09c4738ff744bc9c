using System.Net;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

/// <summary>The life of a standard, keeping it, its chain, cases and papers, through pages and API; one server for all of it.</summary>
public sealed class PassportTests
{
    [Fact]
    public async Task Pages_of_a_standard_are_walked_through()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        foreach (var language in new[] { "zh", "en" })
        {
            await planner.PostFromAsync("/standards", "/language", ("language", language), ("back", "/standards"));
            foreach (var path in new[] { "/standards/1", "/standards/1/edit", "/standards/1/acts/new", "/standards/1/keeping", "/standards/1/keeping/new", "/trace/standard/1", "/trace/equipment/1", "/trace/uppers", "/impact", "/impact/new?standard=1", "/projects/1" })
                Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync(path)).StatusCode);
            foreach (var path in new[] { "/standards/1/papers/technical-report.pdf", "/standards/1/papers/application.pdf", "/projects/1/papers/replacement.pdf", "/projects/1/papers/suspension.pdf" })
            {
                var paper = await planner.GetAsync(path);
                Assert.Equal("application/pdf", paper.Content.Headers.ContentType?.MediaType);
                Assert.Equal("%PDF-"u8.ToArray(), (await paper.Content.ReadAsByteArrayAsync())[..5]);
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync("/standards/1/papers/letter.pdf")).StatusCode);

        // An act is entered and stands in the passport; one that the rules forbid is said at its field.
        (string, string)[] act = [("Act", "Suspended"), ("On", "2026-01-05"), ("Until", "2026-02-05"), ("Reason", "示例原因"), ("Document", "示例-封-1")];
        var entered = await planner.PostAsync("/standards/1/acts/new", act);
        Assert.Equal("/standards/1", entered.Headers.Location?.OriginalString);
        Assert.Contains("示例-封-1", await planner.ReadAsync("/standards/1"), StringComparison.Ordinal);
        var again = await planner.PostAsync("/standards/1/acts/new", act);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("standard.act-suspended-twice", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"standing\":\"Suspended\"", await planner.ReadAsync("/api/v1/standards/1?on=2026-01-20"), StringComparison.Ordinal);

        // A verifier enters a test; what is no number stays in the form.
        var technician = await laboratory.SignInAsync(Role.Technician);
        (string, string)[] test = [("Kind", "Repeatability"), ("On", "2026-01-05"), ("Subject", "示例"), ("Point", "10 A"), ("Unit", "A"), ("Readings", "1.01 1.02 1.01 1.02 1.01 1.02 1.01 1.02 1.01 1.02")];
        Assert.Equal("/standards/2/keeping", (await technician.PostAsync("/standards/2/keeping/new", test)).Headers.Location?.OriginalString);
        Assert.Contains("\"decision\":null", await technician.ReadAsync("/api/v1/standards/2/keeping"), StringComparison.Ordinal);
        var wrong = await technician.PostAsync("/standards/2/keeping/new", [.. test[..5], ("Readings", "1.01 x")]);
        Assert.Contains("keeping.no-number", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // A circle is refused where the source of a certificate is chosen.
        var circle = await planner.PostFromAsync("/trace/equipment/1", "/trace/equipment/1/sources/1", ("Standard", "1"));
        Assert.Contains("trace.cyclic", await circle.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // A project is stopped, changes no more, and goes on again.
        var stopped = await planner.PostFromAsync("/projects/1", "/projects/1/stop", ("On", "2026-01-05"), ("Because", "示例：无经费"), ("MergedIntoId", "2"));
        Assert.Equal("/projects/1", stopped.Headers.Location?.OriginalString);
        Assert.Contains("示例：无经费", await planner.ReadAsync("/projects/1"), StringComparison.Ordinal);
        var stage = await planner.PostFromAsync("/projects/1/stages/Funding", "/projects/1/stages/Funding", ("Owner", "示例"));
        Assert.Contains("project.stopped", await stage.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/projects/1", (await planner.PostFromAsync("/projects/1", "/projects/1/resume")).Headers.Location?.OriginalString);
    }
}
