using Metrology.Core.Words;
using Metrology.Web.Features.Laboratory;

namespace Metrology.Web.Features.Laboratory
{
    public sealed class InstitutionWords(Language language) : WordList(language)
    {
        public string Title => Say("机构", "Institution");
        public string NameZh => Say("机构名称（中文）", "Name (Chinese)");
        public string NameEn => Say("机构名称（英文）", "Name (English)");
        public string NameHelp => Say("印在证书上的全称。", "The full name, as printed on certificates.");
        public string AddressZh => Say("地址（中文）", "Address (Chinese)");
        public string AddressEn => Say("地址（英文）", "Address (English)");
        public string Telephone => Say("电话", "Telephone");
        public string AuthorisationZh => Say("授权证书（中文）", "Authorisation (Chinese)");
        public string AuthorisationEn => Say("授权证书（英文）", "Authorisation (English)");
        public string AuthorisationHelp => Say("计量授权证书或法定机构的依据，原样印在证书上。", "The authorisation the institution works under, printed on certificates as written here.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public InstitutionWords Institution { get; } = new(language);
    }
}
