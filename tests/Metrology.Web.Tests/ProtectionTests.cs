using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.App.Certificates.Bulk;
using Metrology.App.Laboratory;
using Metrology.App.Retention;
using Metrology.App.Standards.Importing;
using Metrology.Testing;
using Metrology.Web.Host;

namespace Metrology.Web.Tests;

/// <summary>docs/protection.md names the limits of the whole system.</summary>
public sealed class ProtectionTests
{
    [Fact]
    public void The_limits_in_the_document_are_those_of_the_code()
    {
        var said = Regex.Matches(File.ReadAllText(Repository.At("docs", "protection.md")), @"^\| (.+?) \| ([0-9].*?) \|$", RegexOptions.Multiline).ToDictionary(line => line.Groups[1].Value, line => line.Groups[2].Value);
        Dictionary<string, string> limits = new()
        {
            ["body of a request; a file of somebody else"] = $"{Limits.BodyBytes >> 20} MiB; {Limits.ReceivedFileBytes >> 20} MiB",
            ["headers; fields of a form; characters of one"] = $"{Limits.HeaderBytes >> 10} KiB; {Limits.FormFields}; {Limits.FormValueCharacters}",
            ["attempts to sign in or confirm from one address in a minute"] = Text(Limits.SignInAttempts),
            ["papers that one address checks in a minute"] = Text(Limits.Checks),
            ["requests of one person in a minute"] = Text(Limits.PersonRequests),
            ["signatures of one person in a minute"] = Text(Limits.Signatures),
            ["files that one person sends in a day; how much; all persons"] = $"{Limits.Uploads}; {Limits.UploadBytes >> 20} MiB; {Limits.UploadBytesOfAll >> 20} MiB",
            ["rows and columns of a register that is imported"] = $"{SpreadsheetFile.MostRows}; {SpreadsheetFile.MostColumns}",
            ["records of one bulk issue"] = Text(StartBulkIssue.Most),
            ["passkeys of a person"] = Text(KeepPasskeys.Most),
            ["passwords of a list"] = Text(Access.ForbiddenPasswords.Most),
            ["records disposed of at once"] = Text(RetentionQueries.MostAtOnce),
        };
        Assert.Equal(limits.OrderBy(pair => pair.Key, StringComparer.Ordinal), said.OrderBy(pair => pair.Key, StringComparer.Ordinal));

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public void The_rules_between_fields_in_the_document_are_refusals_of_the_code()
    {
        var document = File.ReadAllText(Repository.At("docs", "protection.md"));
        var rules = document[document.IndexOf("## Rules between fields", StringComparison.Ordinal)..document.IndexOf("## Heavy work", StringComparison.Ordinal)];
        var codes = Regex.Matches(rules, "`([a-z-]+[.][a-z-]+)`").Select(code => code.Groups[1].Value).ToList();
        Assert.True(codes.Count > 20);
        var sources = string.Concat(Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain(codes, code => !sources.Contains($"\"{code}\"", StringComparison.Ordinal));
    }

    /// <summary>The table of rights is written from the code; what is said elsewhere of its size follows.</summary>
    [Fact]
    public void The_number_of_addresses_is_the_same_everywhere()
    {
        var table = Regex.Match(File.ReadAllText(Repository.At("docs", "permissions.md")), @"([0-9]+) addresses × 6 callers .*= ([0-9]+) answers");
        Assert.Contains($"Rights: {table.Groups[1].Value} addresses × 6 callers (five roles and a stranger), {table.Groups[2].Value} answers", File.ReadAllText(Repository.At("docs", "faults.md")), StringComparison.Ordinal);
    }
}
