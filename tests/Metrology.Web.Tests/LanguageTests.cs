using System.Net;
using System.Reflection;
using Metrology.App.Chains.Impact;
using Metrology.App.Laboratory;
using Metrology.Core.Certificates;
using Metrology.Core.Planning.Building;
using Metrology.Core.Planning.Forecasts;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Procedures;
using Metrology.Web.Languages;

namespace Metrology.Web.Tests;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, "zh-CN")]
    [InlineData("fr-FR", "zh-CN")]
    [InlineData("zh-TW,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("en-US,en;q=0.9,zh;q=0.8", "en")]
    public async Task Chinese_comes_first_and_english_on_the_browsers_wish(string? accept, string tag)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = laboratory.Visit();
        visitor.AcceptLanguage = accept;
        Assert.Contains($"<html lang=\"{tag}\"", await visitor.ReadAsync("/login"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_is_kept_and_leads_back()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Administrator);
        var answer = await visitor.PostFromAsync("/accounts", "/language", ("language", "en"), ("back", "/accounts"));
        Assert.Equal("/accounts", answer.Headers.Location!.OriginalString);
        Assert.Contains("<h1>Accounts</h1>", await visitor.ReadAsync("/accounts"), StringComparison.Ordinal);
        await visitor.PostFromAsync("/accounts", "/language", ("language", "zh"), ("back", "https://elsewhere.example"));
        Assert.Contains("<h1>账户</h1>", await visitor.ReadAsync("/accounts"), StringComparison.Ordinal);
    }

    public static TheoryData<Type> Lists() => new(typeof(Words).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(WordList))));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_term_has_both_languages(Type list)
    {
        var zh = Texts(list, Language.Zh);
        var en = Texts(list, Language.En);
        Assert.NotEmpty(zh);
        Assert.Equal(zh.Keys, en.Keys);
        foreach (var (name, text) in zh)
        {
            // These say the other language's name on purpose.
            if (name is "OtherLanguage" or "SwitchLanguage")
                continue;
            Assert.True(text.Any(IsHan) && !string.IsNullOrWhiteSpace(text), $"{list.Name}.{name} zh: {text}");
            Assert.True(!en[name].Any(IsHan) && en[name].Any(char.IsAsciiLetter), $"{list.Name}.{name} en: {en[name]}");
        }
    }

    [Fact]
    public void Every_list_is_reached_from_words()
    {
        var reached = typeof(Words).GetProperties().Select(property => property.PropertyType).Where(type => type.IsSubclassOf(typeof(WordList)));
        Assert.Equal(Lists().Select(row => row.Data.Name).Order(), reached.Select(type => type.Name).Order());
    }

    [Fact]
    public async Task No_page_says_a_refusal_in_one_language_only()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = laboratory.Visit();
        visitor.AcceptLanguage = "en";
        var answer = await visitor.PostAsync("/login", ("userName", "nobody"), ("password", "x"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("5 failures in a row lock it for 15 minutes", page, StringComparison.Ordinal);
    }

    /// <summary>Every property, and every method for every value of an enum or a sample of a text or number.</summary>
    private static SortedDictionary<string, string> Texts(Type list, Language language)
    {
        var words = Activator.CreateInstance(list, language);
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in list.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            texts[property.Name] = (string)property.GetValue(words)!;
        foreach (var method in list.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName))
        {
            var samples = method.GetParameters().Select(parameter => Samples(parameter.ParameterType)).ToArray();
            for (var index = 0; index < samples.Max(values => values.Length); index++)
                texts[$"{method.Name}#{index}"] = (string)method.Invoke(words, [.. samples.Select(values => values[index % values.Length])])!;
        }

        return texts;
    }

    private static object[] Samples(Type type) =>
        type.IsEnum ? [.. Enum.GetValues(type).Cast<object>()]
        : type == typeof(string) ? ["X"]
        : type == typeof(int) ? [1, 2]
        : type == typeof(long) ? [1L, 2L]
        : type == typeof(decimal) ? [-1m, 2m]
        : type == typeof(bool) ? [true, false]
        : type == typeof(DateOnly) ? [new DateOnly(2026, 8, 21)]
        : type == typeof(TemplateColumns) ? [new TemplateColumns(), new TemplateColumns(false, false, false)]
        : type == typeof(CertificateTemplate) ? [new CertificateTemplate { Name = "X" }, new CertificateTemplate { Name = "X", Columns = new(false, false, false, true), Barcode = true }]
        : type == typeof(RenewalRecord) ? [new RenewalRecord(0, 0), new RenewalRecord(4, 3)]
        : type == typeof(StageDuration) ? [new StageDuration.Stated(1, 2, 3), new StageDuration.Observed([1, 2, 3, 4, 5]), new StageDuration.Planned(7)]
        : type == typeof(StageLimit) ? [.. Metrology.App.Projects.StageLimits.All]
        : type == typeof(CalibrationTerms) ? [new CalibrationTerms(), new CalibrationTerms(true, 12)]
        : type == typeof(Metrology.App.Standards.Capabilities.CapabilityRow) ? [new Metrology.App.Standards.Capabilities.CapabilityRow { Measurand = "X", Unit = "V", Source = "X", EnteredBy = "X" }]
        : type == typeof(ImpactCase) ? [new ImpactCase { Measurand = "X", ShiftUnit = "%", Reason = "X", OpenedBy = "X" }]
        : type == typeof(ImpactLine) ? [SampleLine(Core.Decisions.Verdict.Fail), SampleLine(Core.Decisions.Verdict.Pass)]
        : type == typeof(Account) ? [new Account { UserName = "X", NormalizedUserName = "X", DisplayName = "X", SecurityStamp = "X", Roles = [] }]
        : type == typeof(TimeProvider) ? [TimeProvider.System]
        : type == typeof(Procedure) ? [ProcedureCatalog.All[0].Procedure]
        : type == typeof(IReadOnlyList<int>) ? [new[] { 2026, 2027 }]
        : type == typeof(IReadOnlyList<string>) ? [Array.Empty<string>(), new[] { "X", "Y" }]
        : type == typeof(IEnumerable<Measurand>) ? [Measurands.Common]
        : type == typeof(Type) ? [typeof(DayOfWeek), typeof(DateOnly), typeof(DateTimeOffset), typeof(int), typeof(decimal), typeof(bool), typeof(Guid), typeof(string), typeof(object)]
        : throw new NotSupportedException($"Add a sample of {type.Name}.");

    private static ImpactLine SampleLine(Core.Decisions.Verdict after) =>
        new() { CertificateNumber = "X", Owner = "X", OwnerAddress = "X", Unit = "X", Path = "X", Before = Core.Decisions.Verdict.Pass, After = after };

    private static bool IsHan(char character) => character is >= '\u4e00' and <= '\u9fff';
}
