//! The header names met in exports of Salesforce, HubSpot, Pipedrive, Zoho, Dynamics, EspoCRM, Frappe and ad tools.

use super::field::Canonical::{
    self, Accepted, AcceptedAt, Ad, Amount, At, By, Campaign, Channel, ClosedAt, Company,
    Converted, Cost, Country, CreatedAt, Currency, Email, Employees, EndsOn, ExpectedLeads,
    ExpectedRevenue, FirstName, FirstTouchAt, Id, Industry, IsClosed, IsWon, LastName, LastTouchAt,
    Lead, Lifecycle, LostAt, LostReason, Name, Note, OpportunityAt, OpportunityId, Outcome, Owner,
    Phone, QualifiedAt, Reason, RejectReason, RejectedAt, ResponseHours, Result, ReturnedAt, Role,
    Score, Source, SourcedBy, SpentOn, Stage, StartsOn, Status, Team, Title, TouchCount, TouchKind,
    Verdict,
};
use crate::review::row::Kind;

/// Fields, and the names of each with a space between them.
type Table = &'static [(Canonical, &'static str)];

/// The fields of a kind and the names of each, the better name first.
pub fn table(kind: Kind) -> Table {
    match kind {
        Kind::Leads => LEADS,
        Kind::Opportunities => OPPORTUNITIES,
        Kind::Campaigns => CAMPAIGNS,
        Kind::Members => MEMBERS,
        Kind::Touches => TOUCHES,
        Kind::People => PEOPLE,
        Kind::Spend => SPEND,
        Kind::Slip => SLIP,
    }
}

/// Names of a lead's own id that no other list uses: a file with one of them has leads.
pub const LEAD_IDS: &[&str] = &[
    "leadid",
    "mqlid",
    "prospectid",
    "leadpipedrivesystemid",
    "donotmodifylead",
    "contactid",
    "recordid",
];

/// The first four say by their name that the deal was won.
const CLOSED: &str = "customerdate wondate becameacustomerdate dealwontime closedat closeddate closedate closingdate";

/// Whether a column of closing dates says by its name that the deal was won.
pub fn closed_is_won(plain: &str) -> bool {
    CLOSED.split(' ').take(4).any(|name| name == plain)
}

const LEADS: Table = &[
    (
        Id,
        "leadid mqlid prospectid leadpipedrivesystemid donotmodifylead contactid recordid id \
        key",
    ),
    (
        Name,
        "fullname leadname name contactname contactperson personname contact leadtitle",
    ),
    (FirstName, "firstname leadfirstname givenname vorname"),
    (
        LastName,
        "lastname leadlastname surname familyname nachname",
    ),
    (
        Company,
        "company companyname companyaccount accountname organization organisation \
        organizationname firma",
    ),
    (Title, "title jobtitle position"),
    (Email, "email emailaddress personemail emailid mail"),
    (
        Phone,
        "phone phonenumber businessphone telephone mobile mobilephone personphone",
    ),
    (Country, "country countryregion land"),
    (Industry, "industry sector branche"),
    (
        Employees,
        "employees noofemployees numberofemployees employeecount companysize",
    ),
    (
        Source,
        "source leadsource leadsourcechannel originalsource utmsource origin channel \
        sourcechannel",
    ),
    (
        Campaign,
        "campaign campaignname leadcampaign utmcampaign firsttouchconvertingcampaign \
        sourcecampaign campaignid",
    ),
    (
        Owner,
        "owner leadowner contactowner ownername assigneduser assigneduserusername assignedrep \
        assignedto salesagent salesrep rep srid ownerid",
    ),
    (Score, "score leadscore hubspotscore rating"),
    (SourcedBy, "sourcedby"),
    (Status, "status leadstatus statusreason crmstatus"),
    (Lifecycle, "lifecyclestage lifecycle"),
    (
        CreatedAt,
        "createdat createddate createdate createdtime creationdate createdon leadcreationdate \
        leadcreateddate leadleadcreated becamealeaddate created",
    ),
    (
        QualifiedAt,
        "qualifiedat qualifieddate mqldate marketingqualifieddate \
        becameamarketingqualifiedleaddate mqlat handoverdate handedoverat deliveredat",
    ),
    (
        FirstTouchAt,
        "firsttouchat firsttouchdate firstresponsedate firstrespondedon firstcontactedat \
        firstcalldate firstresponseat",
    ),
    (
        LastTouchAt,
        "lasttouchat lastcontacted lastcontacteddate lasttouchdate",
    ),
    (
        TouchCount,
        "touches numberofsalesactivities numberoftimescontacted",
    ),
    (
        ResponseHours,
        "responsehours firstresponsehours responsetimehours",
    ),
    (Accepted, "accepted salesaccepted"),
    (
        AcceptedAt,
        "acceptedat accepteddate sqldate salesaccepteddate saldate salesqualifieddate \
        becameasalesqualifiedleaddate",
    ),
    (
        RejectedAt,
        "rejectedat rejecteddate disqualifiedat disqualifieddate rejectiondate",
    ),
    (
        RejectReason,
        "rejectreason rejectionreason rejectedreason disqualificationreason \
        disqualifiedreason unqualifiedreason reasonrejected",
    ),
    (ReturnedAt, "returnedat returneddate recycleddate"),
    (OpportunityId, "opportunityid convertedopportunityid dealid"),
    (
        OpportunityAt,
        "opportunityat opportunitydate becameanopportunitydate opportunitycreateddate \
        dealcreationdate converteddate convertedat",
    ),
    (ClosedAt, CLOSED),
    (LostAt, "lostat lostdate deallosttime"),
    (Stage, "stage dealstage opportunitystage stagename"),
    (Outcome, "outcome dealstatus dealoutcome"),
    (Converted, "converted isconverted convertedtoopportunity"),
    (
        Amount,
        "amount opportunityamount expectedarr dealvalue dealamount recentdealamount \
        closevalue declaredmonthlyrevenue totalrevenue",
    ),
    (
        Currency,
        "currency currencyisocode dealcurrencyofvalue currencycode opportunityamountcurrency",
    ),
    (
        LostReason,
        "lostreason deallostreason lossreason closedlostreason",
    ),
];

const OPPORTUNITIES: Table = &[
    (
        Id,
        "opportunityid dealid potentialid dealpipedrivesystemid dealrecordid recordid id key",
    ),
    (Lead, "leadid mqlid prospectid lead leadkey"),
    (
        Owner,
        "owner opportunityowner potentialowner dealowner salesagent assignedrep srid salesrep \
        rep ownername ownerid",
    ),
    (Source, "source leadsource dealsource"),
    (
        Campaign,
        "campaign campaignid campaignname primarycampaignsource",
    ),
    (
        Amount,
        "amount closevalue dealvalue dealamount value declaredmonthlyrevenue \
        amountincompanycurrency",
    ),
    (
        Currency,
        "currency currencyisocode dealcurrencyofvalue currencycode",
    ),
    (
        OpportunityAt,
        "opportunityat opportunitydate createddate createdtime createdate createdat \
        creationdate dealcreationdate engagedate opendate openedat",
    ),
    (ClosedAt, CLOSED),
    (LostAt, "lostat lostdate deallosttime"),
    (Stage, "stage stagename dealstage opportunitystage"),
    (Outcome, "outcome dealstatus dealoutcome"),
    (IsWon, "iswon won isclosedwon"),
    (IsClosed, "isclosed closed"),
    (
        LostReason,
        "lostreason deallostreason lossreason closedlostreason dealclosedlostreason",
    ),
    (Accepted, "accepted salesaccepted"),
    (AcceptedAt, "acceptedat accepteddate sqldate"),
    (SourcedBy, "sourcedby"),
];

const CAMPAIGNS: Table = &[
    (Id, "campaignid id key"),
    (Name, "campaignname name campaign utmcampaign"),
    (Channel, "channel type campaigntype medium"),
    (
        Cost,
        "cost actualcost actualcosts totalcost spend spent amountspent budgetedcost budget",
    ),
    (ExpectedRevenue, "expectedrevenue"),
    (ExpectedLeads, "expectedleads expectedmqls"),
    (StartsOn, "startson startdate start"),
    (EndsOn, "endson enddate end"),
    (Currency, "currency currencyisocode currencycode"),
];

const MEMBERS: Table = &[
    (Campaign, "campaignid campaign campaignname"),
    (
        Lead,
        "leadorcontactid leadid lead mqlid contactid leadlastname email",
    ),
    (Status, "status memberstatus"),
];

const TOUCHES: Table = &[
    (Lead, "whoid leadid lead mqlid prospectid contactid"),
    (
        At,
        "at activitydate touchdate calldate touchedat activitytime date createddate",
    ),
    (
        TouchKind,
        "kind touchkind calltype activitytype channel tasksubtype type typec",
    ),
    (Result, "result calldisposition outcome callresult"),
    (By, "by owner user rep salesrep assignedto ownerid"),
    (Note, "note notes comments subject description"),
    (Status, "status"),
];

const PEOPLE: Table = &[
    (Id, "userid ownerid id key"),
    (Name, "name fullname username salesagent salesrep rep"),
    (FirstName, "firstname"),
    (LastName, "lastname"),
    (Team, "team department"),
    (Role, "role"),
];

const SPEND: Table = &[
    (SpentOn, "spenton date day reportingstarts"),
    (
        Campaign,
        "campaign campaignname campaignid xyzcampaignid utmcampaign",
    ),
    (Ad, "ad adid adname adsetid adsetname creativeid"),
    (
        Cost,
        "cost spent spend amountspent amountspentusd amountspenteur",
    ),
    (Currency, "currency currencycode"),
];

const SLIP: Table = &[
    (Lead, "lead"),
    (Verdict, "verdict"),
    (Reason, "reason"),
    (Note, "note"),
];
