using Metrology.App.Software;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.Web.Features.About
{
    /// <summary>Which software this is: version, hash of its legal part, every module, and whether it is still what was installed.</summary>
    internal sealed class AboutFeature : IFeature
    {
        public const string Path = "/about";

        public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
        {
            pages.MapGet(Path, async (Installation installation, LegalGate gate, Store store, CancellationToken cancellation) =>
                View.Of<AboutPage>(new { Facts = await FactsAsync(installation, gate, store, cancellation) })).NeedsSignIn();
            api.MapGet(Path, async (Installation installation, LegalGate gate, Store store, CancellationToken cancellation) =>
                Results.Ok(await FactsAsync(installation, gate, store, cancellation))).Produces<AboutFacts>().NeedsSignIn();
        }

        private static async Task<AboutFacts> FactsAsync(Installation installation, LegalGate gate, Store store, CancellationToken cancellation) => new(
            SoftwareIdentity.Version, SoftwareIdentity.Hash, SoftwareIdentity.HashOf(installation.Folder), installation.IsReleased, gate.Closed is not null, gate.Closed?.Code, await store.DescribeAsync(cancellation),
            [.. LegalSoftware.Modules.Select(module => new AboutFacts.Module(module.File, module.IsLegal, module.Does))]);
    }

    /// <param name="Hash">SHA-256 of the legal software that runs.</param>
    /// <param name="HashOnDisk">The same of the files that are there now.</param>
    /// <param name="IsReleased">The files are compared with a signed release; otherwise with what they were when the server started.</param>
    /// <param name="IsReadOnly">Files differ: nothing is measured, approved or issued.</param>
    public sealed record AboutFacts(string Version, string Hash, string HashOnDisk, bool IsReleased, bool IsReadOnly, string? Code, string Database, IReadOnlyList<AboutFacts.Module> Modules)
    {
        public sealed record Module(string File, bool IsLegal, BilingualText Does);
    }

    public sealed class AboutWords(Language language) : WordList(language)
    {
        public string Title => Say("关于本软件", "About this software");
        public string Version => Say("版本", "Version");
        public string Hash => Say("法定软件的 SHA-256（运行中）", "SHA-256 of the legal software that runs");
        public string OnDisk => Say("磁盘上的文件现在的 SHA-256", "SHA-256 of the files that are there now");
        public string Check => Say("自检", "Self-check");
        public string Intact => Say("文件与安装时一致", "The files are as they were installed");
        public string Changed => Say("文件已改变：系统只读", "Files were changed: the system is read-only");
        public string AgainstRelease => Say("启动时和每十分钟与签名的发布清单比较。", "Compared with the signed manifest of the release at the start and every ten minutes.");
        public string AgainstStart => Say("没有发布清单：每十分钟与启动时比较。", "There is no manifest of a release: compared every ten minutes with what was there at the start.");
        public string Database => Say("数据库", "Database");
        public string Modules => Say("模块", "Modules");
        public string File => Say("文件", "File");
        public string Legal => Say("法定相关", "Legally relevant");
        public string Does => Say("作用", "What it does");
        public string Yes => Say("是", "yes");
        public string No => Say("否", "no");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public Features.About.AboutWords About { get; } = new(language);
    }
}
