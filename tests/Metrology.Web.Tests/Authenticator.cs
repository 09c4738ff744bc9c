using System.Net;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

/// <summary>What a person has on the telephone: the key that the page of setting up shows.</summary>
internal sealed partial class Authenticator(Laboratory laboratory, string key)
{
    /// <summary>The code that it shows now.</summary>
    public string Code => TimeCode.Of(key, TimeCode.StepAt(laboratory.Clock.GetUtcNow()));

    public string Key => key;

    /// <summary>A right code of another key.</summary>
    public static string WrongCode(Laboratory laboratory) => new Authenticator(laboratory, TimeCode.NewKey()).Code;

    /// <summary>Sets one up as a person does: reads the key from the page and types the code.</summary>
    public static async Task<(Authenticator Authenticator, string[] RecoveryCodes)> SetUpAsync(Laboratory laboratory, Visitor visitor)
    {
        var page = await visitor.ReadRawAsync("/me/second-factor");
        var authenticator = new Authenticator(laboratory, Typed().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
        var answer = await visitor.PostAsync("/me/second-factor", ("ticket", TicketOf(page)), ("code", authenticator.Code));
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, said);
        return (authenticator, [.. Recovery().Matches(said).Select(match => match.Groups[1].Value)]);
    }

    public static string TicketOf(string page) => Hidden().Match(page).Groups[1].Value;

    [GeneratedRegex("typed-key\">([A-Z2-7 ]+)<")]
    private static partial Regex Typed();

    [GeneratedRegex("name=\"ticket\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<li><code>([a-z0-9-]+)</code></li>")]
    private static partial Regex Recovery();
}
