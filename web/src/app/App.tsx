import { lazy, Suspense } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { LiveProvider } from '../live/LiveContext';
import { StopPill } from '../live/StopPill';
import { CartProvider } from '../shop/cart';
import { LoadingState } from '../ui/states';
import { NotFoundPage } from './NotFoundPage';
import { Shell } from './Shell';
import { SignedIn } from './SignedIn';

const StartPage = lazy(() => import('../start/StartPage'));
const LivePage = lazy(() => import('../live/LivePage'));
const CalibrationPage = lazy(() => import('../calibration/CalibrationPage'));
const ShopRoute = lazy(() => import('../shop/ShopRoute'));
const CallsPage = lazy(() => import('../calls/CallsPage'));
const SessionsPage = lazy(() => import('../sessions/SessionsPage'));
const SessionPage = lazy(() => import('../sessions/SessionPage'));
const CustomersPage = lazy(() => import('../customers/CustomersPage'));
const CustomerPage = lazy(() => import('../customers/CustomerPage'));
const DeadLettersPage = lazy(() => import('../customers/DeadLettersPage'));
const FeedbackPage = lazy(() => import('../feedback/FeedbackPage'));
const FeedbackReportPage = lazy(() => import('../feedback/ReportPage'));
const GuardianPage = lazy(() => import('../guardian/GuardianPage'));
const LearningPage = lazy(() => import('../learning/LearningPage'));
const PolicyPage = lazy(() => import('../learning/PolicyPage'));
const CasesPage = lazy(() => import('../cases/CasesPage'));
const CasePage = lazy(() => import('../cases/CasePage'));
const WorkspacePage = lazy(() => import('../workspace/WorkspacePage'));
const LovePage = lazy(() => import('../love/LovePage'));
const AnswerPage = lazy(() => import('../answers/AnswerPage'));
const PlaybooksPage = lazy(() => import('../playbooks/PlaybooksPage'));
const PlaybookPage = lazy(() => import('../playbooks/PlaybookPage'));
const BuilderPage = lazy(() => import('../playbooks/BuilderPage'));
const StylePage = lazy(() => import('../style/StylePage'));
const ApprovalsPage = lazy(() => import('../approvals/ApprovalsPage'));
const ExperimentsPage = lazy(() => import('../experiments/ExperimentsPage'));
const ExperimentPage = lazy(() => import('../experiments/ExperimentPage'));
const ConsentPage = lazy(() => import('../consent/ConsentPage'));
const MePage = lazy(() => import('../me/MePage'));
const TrustPage = lazy(() => import('../trust/TrustPage'));
const SegmentsPage = lazy(() => import('../segments/SegmentsPage'));
const SegmentPage = lazy(() => import('../segments/SegmentPage'));
const AlertsPage = lazy(() => import('../alerts/AlertsPage'));
const DashboardPage = lazy(() => import('../dashboards/DashboardPage'));
const ModelsPage = lazy(() => import('../models/ModelsPage'));
const PeoplePage = lazy(() => import('../people/PeoplePage'));
const ConnectorsPage = lazy(() => import('../connectors/ConnectorsPage'));
const KeysPage = lazy(() => import('../keys/KeysPage'));

/** All addresses. The live session and the cart stand above them, so a change of page interrupts neither. */
export function App() {
  return (
    <LiveProvider>
      <CartProvider>
        <BrowserRouter>
          <Suspense fallback={<LoadingState />}>
            <Routes>
              <Route path="shop">
                <Route index element={<ShopRoute page="list" />} />
                <Route path="product/:id" element={<ShopRoute page="product" />} />
                <Route path="checkout" element={<ShopRoute page="checkout" />} />
                <Route path="thanks" element={<ShopRoute page="thanks" />} />
              </Route>
              <Route path="me" element={<MePage />} />
              <Route path="answer" element={<AnswerPage />} />
              <Route path="guardian" element={<GuardianPage />} />
              <Route
                element={
                  <SignedIn>
                    <Shell />
                  </SignedIn>
                }
              >
                <Route path="start" element={<StartPage />} />
                <Route path="live" element={<LivePage />}>
                  <Route path="calibration" element={<CalibrationPage />} />
                </Route>
                <Route path="calls" element={<CallsPage />} />
                <Route path="calls/:id" element={<CallsPage />} />
                <Route path="sessions" element={<SessionsPage />} />
                <Route path="sessions/:id" element={<SessionPage />} />
                <Route path="customers" element={<CustomersPage />} />
                <Route path="customers/dead-letters" element={<DeadLettersPage />} />
                <Route path="customers/:person" element={<CustomerPage />} />
                <Route path="feedback" element={<FeedbackPage />} />
                <Route path="feedback/:id" element={<FeedbackReportPage />} />
                <Route path="learning" element={<LearningPage />} />
                <Route path="learning/:id" element={<PolicyPage />} />
                <Route path="cases" element={<CasesPage />} />
                <Route path="cases/:id" element={<CasePage />} />
                <Route path="workspace" element={<WorkspacePage />} />
                <Route path="workspace/:person" element={<WorkspacePage />} />
                <Route path="love" element={<LovePage />} />
                <Route path="dashboards" element={<DashboardPage />} />
                <Route path="segments" element={<SegmentsPage />} />
                <Route path="segments/:id" element={<SegmentPage />} />
                <Route path="alerts" element={<AlertsPage />} />
                <Route path="playbooks" element={<PlaybooksPage />} />
                <Route path="playbooks/new" element={<BuilderPage />} />
                <Route path="playbooks/:id" element={<PlaybookPage />} />
                <Route path="style" element={<StylePage />} />
                <Route path="approvals" element={<ApprovalsPage />} />
                <Route path="experiments" element={<ExperimentsPage />} />
                <Route path="experiments/:id" element={<ExperimentPage />} />
                <Route path="trust" element={<TrustPage />} />
                <Route path="consent" element={<ConsentPage />} />
                <Route path="models" element={<ModelsPage />} />
                <Route path="connectors" element={<ConnectorsPage />} />
                <Route path="keys" element={<KeysPage />} />
                <Route path="people" element={<PeoplePage />} />
                <Route index element={<Navigate to="/live" replace />} />
                <Route path="*" element={<NotFoundPage />} />
              </Route>
            </Routes>
          </Suspense>
          <StopPill />
        </BrowserRouter>
      </CartProvider>
    </LiveProvider>
  );
}
