using Metrology.App.Templates;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Templates;

/// <summary>A template as typed. Pictures that are not chosen anew stay those that the hidden fields name.</summary>
public sealed record TemplateForm
{
    /// <summary>One byte more than is taken, so that whoever judges the picture says that it is too large.</summary>
    private const int MostPictureBytes = 1024 * 1024;

    public string Name { get; init; } = "";
    public TemplateScope Scope { get; init; }
    public PaperLanguages Languages { get; init; }
    public string InstitutionZh { get; init; } = "";
    public string InstitutionEn { get; init; } = "";

    /// <summary>A statement a line, in the order of the other language.</summary>
    public string StatementsZh { get; init; } = "";

    public string StatementsEn { get; init; } = "";
    public bool Readings { get; init; } = true;
    public bool Mean { get; init; } = true;
    public bool Uncertainty { get; init; } = true;
    public bool Chart { get; init; }
    public bool Barcode { get; init; }
    public string? LogoHash { get; init; }
    public string? SealHash { get; init; }

    public static TemplateForm Of(CertificateTemplate template) => new()
    {
        Name = template.Name,
        Scope = template.Scope,
        Languages = template.Languages,
        InstitutionZh = template.InstitutionName?.Zh ?? "",
        InstitutionEn = template.InstitutionName?.En ?? "",
        StatementsZh = string.Join('\n', template.Statements.Select(one => one.Zh)),
        StatementsEn = string.Join('\n', template.Statements.Select(one => one.En)),
        Readings = template.Columns.Readings,
        Mean = template.Columns.Mean,
        Uncertainty = template.Columns.Uncertainty,
        Chart = template.Columns.Chart,
        Barcode = template.Barcode,
        LogoHash = template.LogoHash,
        SealHash = template.SealHash,
    };

    public static TemplateForm Of(IFormCollection fields)
    {
        return new()
        {
            Name = Text("Name"),
            Scope = Enum.TryParse<TemplateScope>(Text("Scope"), out var scope) && Enum.IsDefined(scope) ? scope : TemplateScope.All,
            Languages = Enum.TryParse<PaperLanguages>(Text("Languages"), out var languages) && Enum.IsDefined(languages) ? languages : PaperLanguages.Zh,
            InstitutionZh = Text("InstitutionZh"),
            InstitutionEn = Text("InstitutionEn"),
            StatementsZh = Text("StatementsZh"),
            StatementsEn = Text("StatementsEn"),
            Readings = Text("Readings") == "true",
            Mean = Text("Mean") == "true",
            Uncertainty = Text("Uncertainty") == "true",
            Chart = Text("Chart") == "true",
            Barcode = Text("Barcode") == "true",
            LogoHash = Kept("Logo"),
            SealHash = Kept("Seal"),
        };

        string Text(string name) => fields[name].ToString().Trim();

        string? Kept(string picture) => Text($"Remove{picture}") == "true" || Text($"{picture}Hash") is not { Length: > 0 } hash ? null : hash;
    }

    public async Task<DraftTemplate.Request> RequestAsync(IFormFileCollection files, CancellationToken cancellation)
    {
        var names = new BilingualText(InstitutionZh, InstitutionEn);
        return new(
            new()
            {
                Name = Name,
                Scope = Scope,
                Languages = Languages,
                InstitutionName = names is { Zh: "", En: "" } ? null : Filled(names),
                Statements = Statements(),
                Columns = new(Readings, Mean, Uncertainty, Chart),
                Barcode = Barcode,
                LogoHash = LogoHash,
                SealHash = SealHash,
            },
            await BytesAsync(files["Logo"], cancellation), await BytesAsync(files["Seal"], cancellation));
    }

    /// <summary>The field of the page that a refusal speaks of.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Field switch
    {
        "InstitutionName" => nameof(InstitutionZh),
        "Statements" => nameof(StatementsZh),
        { } field => field,
        null => "",
    };

    private List<BilingualText> Statements()
    {
        var (zh, en) = (Lines(StatementsZh), Lines(StatementsEn));
        return [.. Enumerable.Range(0, Math.Max(zh.Length, en.Length)).Select(i => Filled(new(zh.ElementAtOrDefault(i) ?? "", en.ElementAtOrDefault(i) ?? "")))];
    }

    /// <summary>A paper of one language needs no text in the other; the one there is stands for both, so that no record has a hole.</summary>
    private BilingualText Filled(BilingualText text) => Languages switch
    {
        PaperLanguages.Zh when text.En.Length == 0 => text with { En = text.Zh },
        PaperLanguages.En when text.Zh.Length == 0 => text with { Zh = text.En },
        _ => text,
    };

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static async Task<byte[]?> BytesAsync(IFormFile? file, CancellationToken cancellation)
    {
        // Nothing chosen comes without a name; a chosen file that is empty is refused as a picture.
        if (file is null || file.FileName.Length == 0)
            return null;
        await using var stream = file.OpenReadStream();
        return await FileUpload.ReadAsync(stream, MostPictureBytes, cancellation);
    }
}
